import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("dstackgov propose allow-image", .enabled(if: Devnet.isAvailable))
struct AllowImageTests {
    @Test("one workload of several platforms is one operation, and each value says its origin")
    func workload() async throws {
        let world = try await World.start()
        let app = try #require(
            JSONValue(parsing: world.text("deployment.json"))["app"]?["address"]?.string)
        let evidence = try Evidence("ok-baseline", "ok-debug-pcrs-zero", "bad-payload-bitflip")
        let folder = evidence.folder.path
        let signed = try #require(try Fixtures.cases("attestation/eif.jsonl").first)
        try evidence.write("image.eif", Bytes(hex: signed.string("image")))
        let compose = try #require(
            try Fixtures.cases("dstack/measurements.jsonl").first { $0.value["composeHash"] != nil }
        )
        try evidence.write("app-compose.json", Bytes(hex: compose.string("content")))
        let judged = ["--root", folder + "/root.pem", "--at", "signed"]
        let whole = try await world.dstackgov(
            [
                "propose", "allow-image", "--eif", folder + "/image.eif", "--compose",
                folder + "/app-compose.json", "--from-evidence", folder + "/ok-baseline.cose",
                "--devices", "--app", app, "--purpose", "p", "--out", "whole.json", "--json",
            ] + judged)
        try #require(whole.status == 0, "\(whole.errors)")
        let values = try #require(JSONValue(parsing: whole.output)["values"]?.array)
        let found = values.map { value in
            [value["place"], value["basis"]].compactMap { $0?.string }.joined(separator: " ")
        }
        #expect(
            found == [
                "OS image measured", "compose hash measured", "compose hash measured",
                "OS image attested", "compose hash attested", "device attested",
            ])
        #expect(values[0]["value"] == values[1]["value"])
        #expect(try values[0]["value"]?.string == signed.string("osImageHash"))
        #expect(try values[2]["value"]?.string == compose.string("composeHash"))
        #expect(values[3]["source"]?.string?.contains("test root") == true)
        let file = try JSONValue(parsing: world.text("whole.json"))
        #expect(file["calls"]?.array?.count == 6)
        #expect(file["purpose"]?.string?.contains("measured from") == true)

        let debug = try await world.dstackgov(
            Self.evidence("ok-debug-pcrs-zero", folder, app) + judged)
        #expect(debug.status == 1 && debug.errors.contains("debug"), "\(debug.errors)")
        let forged = try await world.dstackgov(
            Self.evidence("bad-payload-bitflip", folder, app) + judged)
        #expect(forged.status == 5, "\(forged.errors)")
        let nothing = try await world.dstackgov(
            "propose", "allow-image", "--app", app, "--purpose", "p", "--out", "none.json")
        #expect(nothing.errors.contains("what is to be allowed"), "\(nothing.errors)")
        let text = try await world.dstackgov(
            "propose", "allow-image", "--eif", "deployment.json", "--app", app, "--purpose", "p",
            "--out", "none.json")
        #expect(text.status == 2 && text.errors.contains("no Enclave Image File"))
    }

    private static func evidence(_ name: String, _ folder: String, _ app: String) -> [String] {
        [
            "propose", "allow-image", "--from-evidence", "\(folder)/\(name).cose", "--app", app,
            "--purpose", "p", "--out", "none.json",
        ]
    }
}
