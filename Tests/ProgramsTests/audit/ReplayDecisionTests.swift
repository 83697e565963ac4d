import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov audit replay-decision, on a log that somebody changed and chained anew")
struct ReplayDecisionTests {
    /// What stands in the second of three records, what is put there, whether the records behind it
    /// are chained anew, the exit code, and what is said.
    static let changes: [(String, String, isChained: Bool, Int32, String)] = [
        ("\"record\":", "\"record\":", true, 0, ""), ("\"record\":", "\"record\":", false, 0, ""),
        (#""decision":{"isAllowed":true"#, #""decision":{"isAllowed":false"#, true, 1, "decision"),
        (#""answer":{"isAllowed":true"#, #""answer":{"isAllowed":false"#, true, 1, "decision"),
        (#""reply":"{\"isAllowed\":true"#, #""reply":"{\"isAllowed\":false"#, true, 1, "reply"),
        (#""evidence":"mock""#, #""evidence":"proved""#, true, 1, "evidence"),
        (#""backend":"mock""#, #""backend":"file""#, true, 1, "evidence"),
        (#""kind":"app""#, #""kind":"key""#, true, 1, "kind"),
        (#""shadow":null"#, #""shadow":{"fault":"x"}"#, true, 1, "decision"),
        // What a decision only carries follows from nothing: it is the chain's and the heads' to keep.
        (#""time":1"#, #""time":2"#, true, 0, ""),
        (#""time":1"#, #""time":2"#, false, 1, "record 2"),
    ]

    @Test("exit code 1 at the first record that does not follow, and at a broken chain")
    func changed() async throws {
        let folder = try AuthdFolder()
        try folder.write(
            "c.yaml", "state: s\nmock: {policy: allow-all}\nlisten: {port: 0}\n")
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        for _ in 0..<3 { _ = try await AuthdClient.ask(url) }
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        let file = folder.url.appending(path: "s/log/records.jsonl")
        let whole = try Data(contentsOf: file)
        for (old, new, isChained, status, words) in Self.changes {
            try whole.write(to: file)
            try await change(file, old, new, isChained: isChained)
            func replay(_ record: [String]) async throws -> Program.Outcome {
                try await Program.dstackgov.run(
                    ["audit", "replay-decision", "s/log"] + record, in: folder.url)
            }
            let all = try await replay([])
            #expect(all.status == status, "\(old): \(all.errors)")
            #expect(words.isEmpty || all.errors.contains(words), "\(old): \(all.errors)")
            guard isChained else { continue }
            for (index, expected) in [("0", 0), ("1", status), ("2", 0)] {
                #expect(try await replay([index]).status == expected, "\(old) \(index)")
            }
        }
    }

    /// Changes the second record, and chains the log anew by another implementation than ours.
    private func change(_ file: URL, _ old: String, _ new: String, isChained: Bool) async throws {
        let process = Process()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = [
            "-c",
            """
            import hashlib, sys
            path, old, new, chained = sys.argv[1:]
            lines = open(path, "rb").read().splitlines()
            assert len(lines) == 3 and old.encode() in lines[1]
            lines[1] = lines[1].replace(old.encode(), new.encode())
            leaf, name, result = b"0x" + b"0" * 64, b'"previous":"', b""
            for line in lines:
                head, tail = line.split(name, 1)
                if chained == "true":
                    line = head + name + leaf + tail[66:]
                leaf = b"0x" + hashlib.sha256(b"\\0" + line).hexdigest().encode()
                result += line + b"\\n"
            open(path, "wb").write(result)
            """, file.path, old, new, "\(isChained)",
        ]
        try await process.runToEnd()
        try #require(process.terminationStatus == 0)
    }
}
