import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("dstackgov attest verify --chain", .enabled(if: Devnet.isAvailable))
struct AttestChainTests {
    /// The device and the image of the document.
    static let device = "0xb7f547e5ad63d0d1ea7cba2b5a6522cd0263804fe0619b4d232abc131951fc27"
    static let image = "0x3cb0e825c5bce5b9f29c246f02fda885962bf37030d12b11f8c4354d9d253536"

    @Test("a boot is denied before its image is allowed, and allowed after it")
    func decided() async throws {
        let world = try await World.start()
        let evidence = try Evidence()
        let app = try #require(
            JSONValue(parsing: world.text("deployment.json"))["app"]?["address"]?.string)
        let document = try Evidence.bytes("nsm", "ok-baseline", "document")
        try evidence.write("boot", Evidence.container(document, app: Bytes(hex: app)))
        let folder = evidence.folder.path
        let question = [
            "attest", "verify", "\(folder)/boot", "--root", "\(folder)/root.pem", "--at", "signed",
            "--chain", "--max-head-age", "100000", "--json",
        ]
        try await world.settle()
        let before = try await world.dstackgov(question)
        #expect(before.status == 1 && before.errors.contains("denied"), "\(before.errors)")
        let denied = try JSONValue(parsing: before.output)
        #expect(denied["answer"]?.string == "denied", "\(before.output)")
        #expect(denied["chain"]?["isAllowed"]?.bool == false)
        #expect(denied["chain"]?["answers"]?["recent"]?.string?.hasPrefix("denied") == true)

        try await world.succeed([
            "propose", "batch", "kms add-os-image \(Self.image)",
            "app add-compose-hash \(Self.image)", "app add-device \(Self.device)", "--purpose",
            "a test", "--out", "allow.json",
        ])
        try await world.sign("allow")
        try await world.submit("allow")
        try await world.pass(seconds: 7200)
        try await world.succeed(["execute", "allow.json"] + World.pays)
        try await world.settle()
        let after = try await world.dstackgov(question)
        #expect(after.status == 0, "\(after.errors)")
        let allowed = try JSONValue(parsing: after.output)
        #expect(allowed["answer"]?.string == "allowed", "\(after.output)")
        #expect(allowed["chain"]?["blocks"]?["finalized"]?.string?.hasPrefix("block ") == true)
        for height in ["recent", "finalized"] {
            #expect(allowed["chain"]?["answers"]?[height]?.string == "allowed", "\(height)")
        }
        try await outlook(world, evidence, app)
    }

    /// A platform out of date stops the apps that demand one that is not, and no other.
    private func outlook(_ world: World, _ evidence: Evidence, _ app: String) async throws {
        let folder = evidence.folder.path
        _ = try await PythonTool.run("tools.tdx_evidence", [folder, "--old"])
        for isRequired in [false, true] {
            let outlook = try await world.dstackgov(
                "attest", "outlook", "\(folder)/report.json", "--collateral",
                "\(folder)/collateral.json", "--root", "\(folder)/tdx-root.pem", "--apps", "--json")
            #expect(outlook.status == 1, "\(outlook.errors)")
            let apps = try JSONValue(parsing: outlook.output)["apps"]?.array
            #expect(apps?.map { $0["app"]?.string } == [app], "\(outlook.output)")
            #expect(apps?.first?["requiresUpToDate"]?.bool == isRequired)
            #expect(apps?.first?["stops"]?.bool == isRequired)
            // setRequireTcbUpToDate(true)
            try await world.order((app, "0x6e4c7422" + String(repeating: "0", count: 63) + "1"))
        }
    }
}
