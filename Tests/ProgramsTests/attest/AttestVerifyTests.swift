import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov attest verify")
struct AttestVerifyTests {
    @Test("evidence under the given root verifies, and every answer names that root")
    func otherRoot() async throws {
        let evidence = try Evidence("ok-baseline")
        let options = ["attest", "verify", "ok-baseline.cose", "--root", "root.pem", "--at"]
        let page = try await Program.dstackgov.run(options + ["signed"], in: evidence.folder)
        #expect(page.status == 0, "\(page.errors)")
        #expect(page.output.hasPrefix("Under another root than the vendor's"))
        let told = try await Program.dstackgov.run(
            options + ["1780315201000", "--json"], in: evidence.folder)
        #expect(told.status == 0, "\(told.errors)")
        let document = try JSONValue(parsing: told.output)
        #expect(document["verified"]?.bool == false && document["answer"]?.string == "verifies")
        #expect(document["root"]?["isVendors"]?.bool == false)
        #expect(document["isReplay"]?.bool == true)
        #expect(document["identity"]?.object?.count == 11)
        #expect(document["origins"]?["osImageHash"]?.string == "signed")
    }

    @Test("without the root, too late, or forged, it does not verify: exit code 5")
    func notVerified() async throws {
        let evidence = try Evidence("ok-baseline", "bad-payload-bitflip")
        let verify = ["attest", "verify"]
        let faults = [
            (["ok-baseline.cose", "--at", "signed"], "is not the trusted root"),
            (["ok-baseline.cose", "--root", "root.pem"], "expired"),
            (
                ["ok-baseline.cose", "--root", "root.pem", "--at", "1780318801000"],
                "the evidence is 3601 s old"
            ),
            (
                ["bad-payload-bitflip.cose", "--root", "root.pem", "--at", "signed"],
                "not signed by its certificate"
            ),
        ]
        for (arguments, reason) in faults {
            let outcome = try await Program.dstackgov.run(
                verify + arguments + ["--json"], in: evidence.folder)
            #expect(outcome.status == 5 && outcome.errors.contains(reason), "\(outcome.errors)")
            let document = try JSONValue(parsing: outcome.output)
            #expect(document["answer"]?.string == "not verified")
            #expect(document["reason"]?.string?.contains(reason) == true)
            #expect(document["root"]?["isVendors"]?.bool == !arguments.contains("--root"))
        }
    }

    @Test("a debug enclave verifies and is refused: exit code 1")
    func debug() async throws {
        let evidence = try Evidence("ok-debug-pcrs-zero")
        let outcome = try await evidence.dstackgov(
            "attest", "verify", "ok-debug-pcrs-zero.cose", "--root", "root.pem", "--at", "signed",
            "--json")
        #expect(outcome.status == 1 && outcome.errors.contains("debug mode"))
        let document = try JSONValue(parsing: outcome.output)
        #expect(document["answer"]?.string == "denied")
        #expect(document["findings"]?.array?.first?["code"]?.string == "debug")
    }

    @Test("containers are read raw and in hex, and what is no evidence is named: exit code 2")
    func containers() async throws {
        let evidence = try Evidence()
        let id = "V1 nitro, events: whole"
        let container = try Evidence.bytes("containers", id, "container")
        try evidence.write("raw", container)
        try evidence.write("hex", Bytes(utf8: container.hex.dropFirst(2) + "\n"))
        for name in ["raw", "hex"] {
            let outcome = try await evidence.dstackgov(
                "attest", "verify", name, "--root", "root.pem", "--at", "signed", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let document = try JSONValue(parsing: outcome.output)
            #expect(document["origins"]?["appId"]?.string == "claimed")
            let app = document["identity"]?["appId"]?.string
            #expect(app == String(repeating: "11", count: 20))
        }
        try evidence.write("text", Bytes(utf8: "no evidence at all"))
        let text = try await evidence.dstackgov("attest", "verify", "text")
        #expect(text.status == 2 && text.errors.contains("neither a document"))
        let time = try await evidence.dstackgov("attest", "verify", "raw", "--at", "noon")
        #expect(time.status == 2 && time.errors.contains("milliseconds since 1970"))
    }
}
