import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov brake")
struct BrakeProgramTests {
    @Test("a brake is made, extended, shown, lifted and released")
    func way() async throws {
        let folder = try AuthdFolder()
        func run(_ arguments: String...) async throws -> Program.Outcome {
            try await Program.dstackgov.run(["brake"] + arguments, in: folder.url)
        }
        let key = try await run("key", "brake.key").output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let app = "0x" + String(repeating: "11", count: 20)
        let kms = "0x" + String(repeating: "22", count: 20)
        let made = try await run(
            "make", "--key", "brake.key", "--kms", kms, "--chain-id", "1", "--deny", "app=\(app)",
            "--reason", "stolen key", "--out", "brake.json")
        #expect(made.status == 0, "\(made.errors)")
        let more = try await run(
            "make", "--key", "brake.key", "--previous", "brake.json", "--deny", "all", "--out",
            "brake.json")
        #expect(more.status == 0, "\(more.errors)")
        let shown = try await run("show", "brake.json", "--signed-by", key, "--json")
        let document = try JSONValue(parsing: shown.output)
        #expect(document["sequence"]?.integer() == 2)
        #expect(document["entries"]?.array?.count == 2)
        let lifted = try await run(
            "make", "--key", "brake.key", "--previous", "brake.json", "--lift", "all", "--out",
            "brake.json", "--json")
        #expect(try JSONValue(parsing: lifted.output)["entries"]?.array?.count == 1)
        let released = try await run(
            "make", "--key", "brake.key", "--previous", "brake.json", "--release", "--out",
            "brake.json", "--json")
        #expect(try JSONValue(parsing: released.output)["entries"]?.array?.isEmpty == true)
        let other = try await run(
            "show", "brake.json", "--signed-by", "0x" + String(repeating: "33", count: 32))
        #expect(other.status == 1 && other.errors.contains("not signed by a key"))
        let wrong = try await run(
            "make", "--key", "brake.key", "--previous", "brake.json", "--deny", "app=0x12", "--out",
            "brake.json")
        #expect(wrong.status == 2 && wrong.errors.contains("nothing that a brake can deny"))
    }
}
