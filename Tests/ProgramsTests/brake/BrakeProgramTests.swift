import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov brake")
struct BrakeProgramTests {
    @Test("a running service takes what the command makes: it denies, and no more when released")
    func brakesService() async throws {
        let folder = try AuthdFolder()
        func brake(_ arguments: String...) async throws -> String {
            let outcome = try await Program.dstackgov.run(["brake"] + arguments, in: folder.url)
            try #require(outcome.status == 0, "\(outcome.errors)")
            return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let key = try await brake("key", "brake.key")
        _ = try await brake(
            "make", "--key", "brake.key", "--kms", "0x" + String(repeating: "22", count: 20),
            "--chain-id", "1", "--out", "brake.json")
        try folder.write(
            "c.yaml",
            "state: s\nmock: {policy: allow-all}\nlisten: {port: 0}\n"
                + "brake: {file: brake.json, keys: [\"\(key)\"]}\n")
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        for (change, isAllowed) in [(["--deny", "all"], false), (["--release"], true)] {
            #expect(try await AuthdClient.ask(url).0["isAllowed"]?.bool == !isAllowed)
            let made = try await Program.dstackgov.run(
                ["brake", "make", "--key", "brake.key", "--previous", "brake.json"] + change
                    + ["--out", "brake.json"], in: folder.url)
            #expect(made.status == 0, "\(made.errors)")
            let isTaken = try await program.waits {
                try await AuthdClient.ask(url).0["isAllowed"]?.bool == isAllowed
            }
            #expect(isTaken, "\(program.errors)")
        }
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
    }

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
