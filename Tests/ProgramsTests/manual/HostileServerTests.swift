import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    /// A node and a service that are out of order, or worse.
    @Suite("dstackgov against hostile servers")
    struct HostileServerTests {
        /// What would clear the screen, turn the text around, and begin a line of its own.
        private static let drawing = "\u{1b}[2J\u{202e}live\r\ndanger: none 0x\u{ff11}"

        /// What the server does with the requests of a path, and what the refusal says.
        private static let behaviours: [(path: String, says: String, remedy: String)] = [
            ("close", "the connection was closed", "Repeat the command"),
            ("error", "HTTP status 500", "Try again later"),
            ("busy", "HTTP status 429", "Try again in 3600 s"),
            ("stranger", "HTTP status 401", "ETH_RPC_URL"),
            ("elsewhere", "redirects, which is never followed", "JSON-RPC endpoint"),
            ("page", "the answer is not JSON", "JSON-RPC endpoint"),
            ("flood", "the answer is too large", "JSON-RPC endpoint"),
            ("deep", "at byte", "name another one"),
            ("cut", "ends too early", "name another one"),
            ("null", "has another type", "name another one"),
            ("other-id", "the answer's id is 9", "name another one"),
            ("negative", "has another form", "name another one"),
            ("revert", "the node answers 3", "right contract"),
            ("words", "the node answers -32000", ""),
        ]

        private static func steps(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
            let path =
                request.head.split(separator: " ").dropFirst().first?
                .split(separator: "/").first.map(String.init) ?? ""
            let id = (try? JSONValue(parsing: request.body))?["id"]?.number ?? "1"
            func answer(_ result: String) -> [LoopbackServer.Step] {
                LoopbackServer.answer(#"{"jsonrpc": "2.0", "id": \#(id), \#(result)}"#)
            }
            func status(_ line: String, _ headers: [String] = []) -> [LoopbackServer.Step] {
                LoopbackServer.answer(
                    "{\"message\": \"\(drawing.unicodeScalars.map { "\\u\(hex($0))" }.joined())\"}",
                    status: line, headers: headers)
            }
            func error(_ code: Int, _ words: String) -> [LoopbackServer.Step] {
                let message = JSONValue.string(words + drawing).serialized()
                return answer(#""error": {"code": \#(code), "message": \#(message)}"#)
            }
            return switch path {
            case "close": [.close]
            case "error": status("500 Internal Server Error")
            case "busy": status("429 Too Many Requests", ["Retry-After: 3600"])
            case "stranger": status("401 Unauthorized")
            case "elsewhere": status("302 Found", ["Location: http://192.0.2.1/"])
            case "page": LoopbackServer.answer("<html>", contentType: "text/html")
            case "flood": answer("\"result\": \"0x\(String(repeating: "0", count: 3_000_000))\"")
            case "deep":
                answer(
                    "\"result\": " + String(repeating: "[", count: 20_000)
                        + String(repeating: "]", count: 20_000))
            case "cut": LoopbackServer.answer(#"{"jsonrpc": "2.0", "id": \#(id), "resul"#)
            case "null": answer("\"result\": null")
            case "other-id":
                LoopbackServer.answer(#"{"jsonrpc": "2.0", "id": 9, "result": "0x1"}"#)
            case "negative": answer("\"result\": \"-0x1\"")
            case "revert": error(3, "execution reverted: ")
            default: error(-32_000, "no: ")
            }
        }

        private static func hex(_ scalar: Unicode.Scalar) -> String {
            let digits = String(scalar.value, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }

        /// The commands that meet the behaviours, in turn.
        private static let commands: [[String]] = [
            ["inspect", "hostile.json"], ["status", "hostile.json"],
            ["submit", "hostile.json"] + World.pays, ["execute", "hostile.json"] + World.pays,
            ["queue"], ["show", "hostile.json"], ["health"], ["safe", "info"],
            ["simulate", "hostile.json"],
            ["propose", "kms", "add-os-image", World.image("41")]
                + ["--purpose", "p", "--out", "never.json"],
            ["safe", "nested", "hostile.json"],
            ["emergency", "--image", World.image("41")]
                + ["--purpose", "p", "--out", "never.json"],
            ["signatures", "hostile.json"],
            ["sign", "hostile.json", "--approve-hash", "--out", "never.json"] + World.pays,
            ["cancel", "hostile.json"] + World.pays,
        ]

        @Test("whatever a node answers ends with 3, one sentence and what to do, and no file")
        func nodes() async throws {
            let world = try await SharedWorld.world
            try await world.propose("hostile", image: World.image("41"))
            let server = try LoopbackServer(Self.steps)
            defer { server.stop() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, behaviour) in Self.behaviours.enumerated() {
                    let command = Self.commands[index % Self.commands.count]
                    let url = "http://127.0.0.1:\(server.port)/\(behaviour.path)"
                    group.addTask {
                        let outcome = try await world.dstackgov(command + ["--rpc-url", url])
                        let told = "\(behaviour.path), \(command): \(outcome.errors)"
                        #expect(outcome.status == 3 && outcome.output.isEmpty, "\(told)")
                        Self.check(outcome.errors, behaviour.says, behaviour.remedy, told)
                    }
                    if index % 4 == 3 { try await group.waitForAll() }
                }
                try await group.waitForAll()
            }
            #expect(!FileManager.default.fileExists(atPath: world.path("never.json")))
        }

        @Test("whatever a Safe service answers ends with 3, one sentence and what to do")
        func services() async throws {
            let world = try await SharedWorld.world
            try await world.propose("service", image: World.image("42"))
            let server = try LoopbackServer(Self.steps)
            defer { server.stop() }
            let answers: [(path: String, says: String, remedy: String)] = [
                ("close", "the connection was closed", "by mail, git or USB"),
                ("error", "it says", "by mail, git or USB"),
                ("busy", "HTTP status 429", "Try again in 3600 s"),
                ("stranger", "HTTP status 401", "--service-token-file"),
                ("page", "the answer is not JSON", "Transaction Service"),
                ("deep", "the answer is no JSON", "Transaction Service"),
                ("null", "http://127.0.0.1", "Transaction Service"),
            ]
            let commands = [
                ["list"], ["fetch", "service.json", "--out", "never.json"],
            ]
            for (index, answer) in answers.enumerated() {
                let command = ["safe", "service"] + commands[index % commands.count]
                let url = "http://127.0.0.1:\(server.port)/\(answer.path)"
                let outcome = try await world.dstackgov(command + ["--service-url", url])
                let told = "\(answer.path), \(command): \(outcome.errors)"
                #expect(outcome.status == 3 && outcome.output.isEmpty, "\(told)")
                Self.check(outcome.errors, answer.says, answer.remedy, told)
            }
            #expect(!FileManager.default.fileExists(atPath: world.path("never.json")))
        }

        /// One line that says what, one that says what to do; nothing in them draws.
        private static func check(
            _ errors: String, _ says: String, _ remedy: String, _ told: String
        ) {
            let lines = errors.split(separator: "\n").filter { !$0.hasPrefix("waiting ") }
            #expect(lines.count == (remedy.isEmpty ? 1 : 2), "\(told)")
            #expect(lines.first?.hasPrefix("dstackgov: ") == true, "\(told)")
            #expect(lines.first?.contains(says) == true, "\(told)")
            #expect(remedy.isEmpty || lines.last?.contains(remedy) == true, "\(told)")
            #expect(
                errors.utf8.allSatisfy { (0x20...0x7e).contains($0) || $0 == 10 }, "\(told)")
        }
    }
}
