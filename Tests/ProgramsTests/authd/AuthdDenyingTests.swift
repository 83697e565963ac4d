import Codec
import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite("dstack-authd denies by brake and other webhook, by its configuration")
struct AuthdDenyingTests {
    /// Sections of the configuration, and the code of the answer; the policy allows everything.
    private static let rows: [(section: String, code: String)] = [
        ("", "backend.mock"), ("brake: {file: none.json, keys: [KEY]}", "backend.mock"),
        ("brake: {file: all.json, keys: [KEY]}", "brake"),
        ("shadow: {url: \"http://127.0.0.1:1\", milliseconds: 500}", "shadow"),
    ]

    @Test("each of them reaches the service", arguments: rows)
    func denies(section: String, code: String) async throws {
        let folder = try AuthdFolder()
        let made = try await Program.dstackgov.run(["brake", "key", "brake.key"], in: folder.url)
        let key = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let kms = "0x" + String(repeating: "22", count: 20)
        for (file, entry) in [("none.json", "app=\(kms)"), ("all.json", "all")] {
            let brake = try await Program.dstackgov.run(
                ["brake", "make", "--key", "brake.key", "--kms", kms, "--chain-id", "1"]
                    + ["--deny", entry, "--reason", "test", "--out", file], in: folder.url)
            #expect(brake.status == 0, "\(brake.errors)")
        }
        try folder.write(
            "c.yaml",
            """
            state: s
            mock: {policy: allow-all}
            listen: {port: 0}
            \(section.replacing("KEY", with: key))
            """)
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        let (answer, response) = try await AuthdClient.ask(url)
        #expect(answer["isAllowed"]?.bool == (code == "backend.mock"))
        #expect(response.value(forHTTPHeaderField: "dstack-code") == code)
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
    }
}
