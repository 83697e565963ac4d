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
        guard let real = AttestTDXTests.folder?.appending(path: "tdx").path else { return }
        let outlook = try await world.dstackgov(
            "attest", "outlook", "\(real)/automata-v4.bin", "--collateral",
            "\(real)/collateral-june2025-00806f05.json", "--at", "1751622017000", "--apps", "--json"
        )
        #expect(outlook.status == 1, "\(outlook.errors)")
        let apps = try JSONValue(parsing: outlook.output)["apps"]?.array
        #expect(apps?.map { $0["app"]?.string } == [app], "\(outlook.output)")
        #expect(apps?.first?["stops"] == apps?.first?["requiresUpToDate"])
    }
}
