import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("dstackgov measure")
struct MeasureTests {
    @Test("an enclave image is measured from its bytes, and a signed one names its signer")
    func image() async throws {
        let evidence = try Evidence()
        let cases = try Fixtures.cases("attestation/eif.jsonl")
        let signed = try #require(cases.first { $0.id.hasPrefix("09") })
        try evidence.write("image.eif", Bytes(hex: signed.string("image")))
        let outcome = try await evidence.dstackgov("measure", "nitro", "image.eif", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try JSONValue(parsing: outcome.output)
        #expect(try document["osImageHash"]?.string == signed.string("osImageHash"))
        #expect(try document["pcr8"]?.string == String(signed.string("pcr8").dropFirst(2)))
        let page = try await evidence.dstackgov("measure", "nitro", "image.eif")
        #expect(page.output.contains("signed by      CN=signer.example.test"), "\(page.output)")
    }

    /// The registers that `tools/demo/describe-enclave.json` has, as nitro-cli prints them.
    private static func registers() throws -> (describe: String, pcrs: [String], hash: String) {
        let file = Fixtures.root.appending(path: "tools/demo/describe-enclave.json")
        let example = try #require(
            try Fixtures.cases("dstack/measurements.jsonl").first {
                $0.id == "nitro fixture of dstack-attest"
            })
        let pcrs = try ["pcr0", "pcr1", "pcr2"].map { String(try example.string($0).dropFirst(2)) }
        return (
            try String(contentsOf: file, encoding: .utf8), pcrs, try example.string("osImageHash")
        )
    }

    @Test("what nitro-cli prints, or three registers, give the hash; a wrong recipe is named")
    func nitroTools() async throws {
        let evidence = try Evidence()
        let (describe, pcrs, hash) = try Self.registers()
        let lines = pcrs.enumerated().map { "PCR\($0): \($1)\n" }.joined()
        let members = pcrs.enumerated().map { "\"PCR\($0)\": \"\($1)\"" }
        let build = "{\"Measurements\": {\(members.joined(separator: ", "))}}"
        for (name, text) in [("describe", describe), ("build", build), ("lines", lines)] {
            try evidence.write(name, Bytes(utf8: text))
            let outcome = try await evidence.dstackgov(
                "measure", "nitro", name, "--expect", hash, "--json")
            #expect(outcome.status == 0, "\(name): \(outcome.errors)")
            let document = try JSONValue(parsing: outcome.output)
            #expect(document["osImageHash"]?.string == hash)
        }
        let example = try #require(
            try Fixtures.cases("dstack/measurements.jsonl").first {
                (try? $0.string("osImageHash")) == hash
            })
        for wrong in try example.member("wrong").array ?? [] {
            let recipe = try #require(wrong["recipe"]?.string)
            let result = try #require(wrong["result"]?.string)
            let outcome = try await evidence.dstackgov(
                "measure", "nitro", "lines", "--expect", result)
            #expect(outcome.status == 1 && outcome.errors.contains(recipe), "\(outcome.errors)")
            #expect(outcome.errors.contains("The right one: \(hash)"))
        }
    }

    @Test("an enclave in debug mode, and registers of zeros, are a no")
    func debug() async throws {
        let evidence = try Evidence()
        let describe = try Self.registers().describe
        let zeros = (0...2).map { "PCR\($0): \(String(repeating: "0", count: 96))\n" }.joined()
        let refusals = [
            ("zeros", zeros, "every enclave in debug mode has this"),
            (
                "debug", describe.replacingOccurrences(of: "\"NONE\"", with: "\"DEBUG_MODE\""),
                "runs in debug mode"
            ),
            (
                "flags", describe.replacingOccurrences(of: "\"NONE\"", with: "\"OTHER\""),
                "is not ruled out"
            ),
        ]
        for (name, text, says) in refusals {
            try evidence.write(name, Bytes(utf8: text))
            let outcome = try await evidence.dstackgov("measure", "nitro", name)
            #expect(outcome.status == 1 && outcome.output.isEmpty, "\(name): \(outcome.output)")
            #expect(outcome.errors.contains(says), "\(outcome.errors)")
            #expect(outcome.errors.contains("Never allow it"), "\(outcome.errors)")
        }
    }

    @Test("a spoiled image is refused by its fault, and another image's signature is a no")
    func spoiled() async throws {
        let evidence = try Evidence()
        let faults: [(String, Int32, String)] = [
            ("wrong-crc", 2, "the checksum is"), ("trailing-byte", 2, "behind the last section"),
            ("section-size-u64max", 2, "more than the file"),
            ("signature-of-other-image", 1, "one of another image"),
        ]
        for (id, code, text) in faults {
            try evidence.write("spoiled", Evidence.bytes("eif-malformed", id, "image"))
            let outcome = try await evidence.dstackgov("measure", "nitro", "spoiled")
            #expect(outcome.status == code && outcome.errors.contains(text), "\(outcome.errors)")
        }
    }

    @Test("an app-compose file has its compose hash, and a mistaken one is named")
    func compose() async throws {
        let evidence = try Evidence()
        let cases = try Fixtures.cases("dstack/measurements.jsonl")
        let example = try #require(cases.first { $0.id == "compose with a final newline" })
        try evidence.write("app-compose.json", Bytes(hex: example.string("content")))
        let measure = ["measure", "compose", "app-compose.json"]
        let right = try example.string("composeHash")
        let outcome = try await Program.dstackgov.run(
            measure + ["--expect", right, "--json"], in: evidence.folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let document = try JSONValue(parsing: outcome.output)
        #expect(document["composeHash"]?.string == right)
        #expect(try document["defaultAppId"]?.string == example.string("defaultAppId"))
        let wrong = try #require(
            example.member("wrong").array?.first {
                $0["recipe"]?.string == "SHA-256 of docker-compose.yaml"
            })
        let mistaken = try await Program.dstackgov.run(
            measure + ["--expect", #require(wrong["result"]?.string)], in: evidence.folder)
        #expect(
            mistaken.status == 1 && mistaken.errors.contains("docker-compose.yaml"),
            "\(mistaken.errors)")
    }

    /// The bytes of the big image's ramdisk; IMAGE_BYTES=2147483648 takes minutes in a debug build.
    private static let bytes = ProcessInfo.processInfo.environment["IMAGE_BYTES"] ?? "12582912"

    @Test(
        "a big image takes as much memory as a small one, and has the registers that hashlib finds",
        .enabled(if: Devnet.isAvailable))
    func memory() async throws {
        let small = try await peak(of: "65536")
        let big = try await peak(of: Self.bytes)
        #expect(big <= small + 6144, "\(small) KiB, \(big) KiB")
    }

    /// The most memory that the program had for an image with a ramdisk of so many bytes, in KiB.
    private func peak(of bytes: String) async throws -> Int {
        let program = Program.folder.appending(path: "dstackgov").path
        let found = try await PythonTool.run(
            "tools.big_image", [bytes, program, "measure", "nitro", "--json"])
        return try #require(JSONValue(parsing: found)["peakKiB"]?.integer(as: Int.self))
    }
}
