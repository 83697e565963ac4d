import Codec
import TestSupport
import Testing

@Suite("dstackgov, one operation's whole way", .enabled(if: Devnet.isAvailable))
struct OperationWayTests {
    @Test("an image is proposed, signed twice, submitted, waited for and executed")
    func wholeWay() async throws {
        let world = try await World.start()
        let image = "0x" + String(repeating: "5a", count: 32)
        let proposed = try await world.dstackgov(
            "propose", "allow-image", "--image", image, "--kms-only", "--deployment",
            "deployment.json", "--purpose", "a test", "--out", "allow.json")
        #expect(proposed.status == 0, "\(proposed.errors)")
        for owner in ["owner1", "owner2"] {
            let signed = try await world.dstackgov(
                "sign", "allow.json", "--keystore", "\(owner).json", "--password-file", "password",
                "--out", "allow.\(owner).json")
            #expect(signed.status == 0, "\(signed.errors)")
        }
        let pays = ["--keystore", "anyone.json", "--password-file", "password"]
        let tooFew = try await world.dstackgov(
            ["submit", "allow.json", "--signature", "allow.owner1.json"] + pays)
        #expect(tooFew.status == 4 && tooFew.errors.contains("1 of 2 signatures"))
        let signatures = ["--signature", "allow.owner1.json", "--signature", "allow.owner2.json"]
        let submitted = try await world.dstackgov(["submit", "allow.json"] + signatures + pays)
        #expect(submitted.status == 0, "\(submitted.errors)")
        let tooEarly = try await world.dstackgov(["execute", "allow.json"] + pays)
        #expect(tooEarly.status == 4 && tooEarly.errors.contains("not ready"))
        try await world.pass(seconds: 7 * 24 * 3600)
        let executed = try await world.dstackgov(["execute", "allow.json"] + pays)
        #expect(executed.status == 0, "\(executed.errors)")
        let status = try await world.dstackgov("status", "allow.json", "--json")
        let told = try JSONValue(parsing: status.output)
        #expect(told["state"]?.string == "Done", "\(status.output)\(status.errors)")
    }
}
