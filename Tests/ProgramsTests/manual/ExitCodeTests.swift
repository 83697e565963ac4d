import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    /// `docs/commands.md` says which exit codes each command gives; each of them is shown here, or by a
    /// test that is named here.
    @Suite("exit codes of dstackgov")
    struct ExitCodeTests {
        private static let folder = Fixtures.root.appending(path: "Tests/ProgramsTests")
        private static let away = ["--rpc-url", "http://127.0.0.1:1"]
        private static let new = ["--purpose", "p", "--out", "never.json"]

        /// Commands for which a file is no file of theirs: exit code 2.
        private static let malformed: [[String]] = [
            ["measure", "nitro", "words"], ["measure", "compose", "words"],
            ["measure", "tdx", "words"], ["propose", "import", "words"] + new,
            ["propose", "call", "nobody"] + new, ["plan", "words"],
            ["inspect", "words", "--offline"], ["export", "words", "--out", "never.json"],
            ["simulate", "words"], ["sign", "words"] + World.pays + ["--out", "never.json"],
            ["signatures", "words"], ["submit", "words"] + World.pays,
            ["execute", "words"] + World.pays, ["cancel", "words"] + World.pays,
            ["reject", "words"] + new,
            ["replace", "words", "--by", "words", "--out", "never.json"],
            ["status", "words"], ["queue", "--deployment", "words"],
            ["show", "words"],
            ["audit", "verify", "--store", "words"],
            ["attest", "verify", "words"], ["brake", "key", "words"],
            ["wait", "--until-allowed", "words"], ["health", "--deployment", "words"],
            ["deploy", "verify", "--deployment", "words"], ["safe", "nested", "words"],
            ["safe", "service", "propose", "words"],
            ["emergency", "--image", "words"] + new, ["completion", "tcsh"],
            ["man", "--colour"],
            ["key", "request", "--url", "http://127.0.0.1:1", "--app", "words"],
            ["eth", "header-hash", "words"], ["eth", "balance", "words"],
        ]

        /// Commands that ask a node, or a service, which is not there: exit code 3.
        private static let unreached: [[String]] = [
            ["propose", "kms", "add-os-image", World.image("31")] + new + away,
            ["plan", "policy.json"] + away, ["inspect", "exits.json"] + away,
            ["simulate", "exits.json"] + away,
            ["sign", "exits.json", "--approve-hash"] + World.pays + ["--out", "never.json"] + away,
            ["signatures", "exits.json"] + away, ["submit", "exits.json"] + World.pays + away,
            ["execute", "exits.json"] + World.pays + away,
            ["cancel", "exits.json"] + World.pays + away, ["reject", "exits.json"] + new + away,
            ["replace", "exits.json", "--by", "exits.json", "--out", "never.json"] + away,
            ["status", "exits.json"] + away, ["queue"] + away,
            ["show", World.image("33")] + away, ["audit", "timeline"] + away,
            ["wait", "--until-allowed", "boot.json", "--timeout", "1"] + away, ["health"] + away,
            ["deploy", "verify"] + away, ["safe", "info"] + away,
            [
                "safe", "service", "list", "--service-url", "http://127.0.0.1:1",
            ], ["emergency", "--image", World.image("31")] + new + away,
            ["key", "nonce", "--url", "http://127.0.0.1:1"], ["eth", "block", "1"] + away,
        ]

        /// The remaining codes, each with the sentence of the test that shows it.
        private static let elsewhere: [(command: String, codes: [Int], test: String)] = [
            (
                "measure", [1],
                "a spoiled image is refused by its fault, and another image's signature is a no"
            ),
            ("propose", [1], "a twin of what waits is refused with the time when it is ready"),
            (
                "propose", [5],
                "one workload of several platforms is one operation, and each value says its origin"
            ),
            ("plan", [1], "the smallest batch brings the chain to the policy"),
            ("inspect", [1], "typed data and an answer of a service are read"),
            ("simulate", [1], "a boot that is denied now is allowed then"),
            ("sign", [1], "every way to sign gives a signature that the Safe takes"),
            ("signatures", [1, 4], "signatures of nobody, of another file and of two kinds"),
            ("submit", [1], "a rejection uses the nonce up, and a replacement takes it"),
            ("submit", [4], "an image is proposed, signed twice, submitted"),
            (
                "execute", [1, 4],
                "only calls to allowed contracts, and only as much gas as allowed"
            ),
            ("cancel", [1], "cancel is for accounts with the role"),
            ("reject", [1], "a rejection uses the nonce up, and a replacement takes it"),
            ("queue", [1], "the queue follows an operation from scheduling to its end"),
            ("show", [1], "the queue follows an operation from scheduling to its end"),
            ("audit", [1], "The store verifies, tells the same as the chain"),
            ("audit", [4], "Short-lived or revoked later, by code that nobody named"),
            ("attest", [1], "a debug enclave verifies and is refused: exit code 1"),
            ("attest", [3], "a running endpoint is who its evidence says"),
            ("attest", [5], "without the root, too late, or forged, it does not verify"),
            ("brake", [1], "a brake is made, extended, shown, lifted and released"),
            ("wait", [4], "the incumbent's environment alone works, as evidence level single"),
            ("health", [1], "the development chain's own deployment is told apart"),
            ("deploy", [1], "the development chain's own deployment is told apart"),
            ("deploy", [4], "a deployment is killed at every step, goes on"),
            ("safe", [1], "what the service tells against its own data is refused"),
            ("safe", [4], "one owner proposes, another confirms"),
            ("key", [1], "an image gets keys after the grant, and none before it"),
            ("eth", [1, 4], "reading, sending, logs, proofs, and what is signed"),
        ]

        @Test("a file that is none ends with 2, a node that is not there with 3")
        func classes() async throws {
            let world = try await SharedWorld.world
            try world.write("words", "these are words\n")
            try world.write("boot.json", Self.boot)
            try world.write(
                "policy.json", #"{"format": "dstack-governance policy 1", "chainId": 31337}"#)
            try await world.propose("exits", image: World.image("31"))
            let rows = Self.malformed.map { (2, $0) } + Self.unreached.map { (3, $0) }
            // Most of them wait for a node that is not there: several at once.
            for start in stride(from: 0, to: rows.count, by: 8) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (code, arguments) in rows[start..<min(start + 8, rows.count)] {
                        group.addTask { try await Self.check(world, arguments, code) }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(!FileManager.default.fileExists(atPath: world.path("never.json")))
        }

        private static func check(
            _ world: World, _ arguments: [String], _ code: Int
        ) async throws {
            let outcome = try await world.dstackgov(arguments)
            let line = arguments.joined(separator: " ")
            #expect(
                outcome.status == Int32(code), "\(line): \(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.hasPrefix("dstackgov: ") || code == 2, "\(outcome.errors)")
        }

        @Test("a deployment of another chain is refused before anything is read")
        func otherChain() async throws {
            let world = try await SharedWorld.world
            let text = try world.text("deployment.json")
            try world.write(
                "foreign.json", text.replacingOccurrences(of: "31337", with: "1"))
            let commands: [[String]] = [
                ["queue"], ["show", World.image("33")], ["health"],
                ["emergency", "--image", World.image("31")] + Self.new,
                ["wait", "--until-allowed", "boot.json", "--timeout", "1"],
                ["plan", "policy.json"],
                ["execute", "--all-ready"] + World.pays,
                ["propose", "kms", "add-os-image", World.image("31")] + Self.new,
            ]
            for command in commands {
                try await world.fail(
                    command + ["--deployment", "foreign.json"], code: 1, saying: "is for chain 1, ")
            }
            try await world.propose("status", image: World.image("31"))
            let operation = try world.text("status.json").replacingOccurrences(
                of: #""chainId": "31337""#, with: #""chainId": "1""#)
            try world.write("elsewhere.json", operation)
            for command in [
                ["simulate"], ["status"], ["submit"] + World.pays, ["signatures"],
                ["execute"] + World.pays,
            ] {
                var arguments = command
                arguments.insert("elsewhere.json", at: 1)
                try await world.fail(arguments, code: 1, saying: "for chain 1")
            }
        }

        @Test(
            "a proof that does not hold, and a signature of somebody else, have codes of their own")
        func ethereum() async throws {
            let item = try #require(EthLines.cases("proofs/valid.jsonl").first)
            let proof = try EthProofLine(item).line.setting("stateRoot", .string(World.image("11")))
            let world = try await SharedWorld.world
            try world.write("proof.json", proof.serialized())
            try await world.fail(["eth", "proof-verify", "proof.json"], code: 5, saying: ":")
            let signed = try #require(EthLines.cases("secp256k1/sign.jsonl").first)
            let digest = signed["hash"]?.string ?? ""
            let signature =
                (signed["r"]?.string ?? "") + (signed["s"]?.string?.dropFirst(2) ?? "") + "1c"
            try await world.fail(
                ["eth", "verify", world.address(1), digest, signature], code: 1,
                saying: "signed, not")
        }

        @Test("docs/commands.md names every command, and exactly the codes that are shown")
        func documented() async throws {
            var shown: [String: Set<Int>] = [:]
            for row in Self.malformed { shown[row[0], default: []].insert(2) }
            for row in Self.unreached { shown[row[0], default: []].insert(3) }
            for command in ["simulate", "status", "submit", "signatures", "execute"] {
                shown[command, default: []].insert(1)
            }
            for command in ["wait", "emergency", "replace"] {
                shown[command, default: []].insert(1)
            }
            shown["eth", default: []].formUnion([1, 5])
            let sentences = try Self.sentences()
            for row in Self.elsewhere {
                #expect(sentences.contains { $0.hasPrefix(row.test) }, "no test: \(row.test)")
                shown[row.command, default: []].formUnion(row.codes)
            }
            let names = try await CommandTree.read().leaves.compactMap(\.words.first)
            let documented = try Self.documented()
            #expect(Set(documented.keys) == Set(names))
            for (command, codes) in documented {
                #expect(shown[command] ?? [] == codes, "\(command)")
            }
        }

        private static var boot: String {
            let hash = String(repeating: "77", count: 32)
            return """
                {"mrAggregated": "\(hash)", "osImageHash": "\(hash)", "mrSystem": "", \
                "appId": "\(String(repeating: "11", count: 20))", "composeHash": "\(hash)", \
                "instanceId": "", "deviceId": "\(hash)", "tcbStatus": "UpToDate", "advisoryIds": []}
                """
        }

        /// The sentences of all tests of programs.
        private static func sentences() throws -> [String] {
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            var sentences: [String] = []
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                for part in text.components(separatedBy: "@Test(").dropFirst() {
                    let quoted = part.split(
                        separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
                    if quoted.count > 1 { sentences.append(String(quoted[1])) }
                }
            }
            return sentences
        }

        /// The codes of each command by the table of `docs/commands.md`.
        private static func documented() throws -> [String: Set<Int>] {
            let text = try String(
                contentsOf: Fixtures.root.appending(path: "docs/commands.md"), encoding: .utf8)
            var codes: [String: Set<Int>] = [:]
            for line in text.split(separator: "\n") where line.hasPrefix("| `") {
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                guard cells.count == 6 else { continue }
                let name = cells[0].trimmingCharacters(in: ["`"])
                codes[name] = Set((1...5).filter { cells[$0] != "–" })
            }
            return codes
        }
    }
}
