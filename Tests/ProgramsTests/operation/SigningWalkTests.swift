import Foundation
import TestSupport
import Testing

extension OperationSuites {
    /// docs/signing.md, every command in its order, as it stands there.
    @Suite("docs/signing.md")
    struct SigningWalkTests {
        @Test("a signer's walk works as it is written")
        func walk() async throws {
            let world = try await SharedWorld.world
            try await world.propose("allow", image: World.image("77"))
            let commands = try Self.commands()
            #expect(commands.count == 13)
            for command in commands {
                if command.contains("SIGNATURE") || command.contains("--wait") {
                    try await prepare(command, world)
                }
                let words = Self.words(command).map { word in
                    switch word {
                    case "OWNER": world.owners[1]
                    case "SIGNATURE": "@allow.answer"
                    default: word
                    }
                }
                let outcome = try await world.dstackgov(Array(words.dropFirst()))
                #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            }
        }

        /// What happens between the commands: the wallet signs, time passes.
        private func prepare(_ command: String, _ world: World) async throws {
            if command.contains("--wait") { return try await world.pass(seconds: 3600) }
            let answer = try await WalletElsewhere.sign(
                world.path("allow.typed.json"), mnemonic: world.path("mnemonic"), index: 2)
            try world.write("allow.answer", answer)
        }

        /// The lines of the document's shell blocks.
        private static func commands() throws -> [String] {
            let text = try String(
                contentsOf: Fixtures.root.appending(path: "docs/signing.md"), encoding: .utf8)
            var commands: [String] = []
            var isShell = false
            for line in text.split(separator: "\n") {
                if line.hasPrefix("```") {
                    isShell = line == "```sh"
                } else if isShell {
                    commands.append(String(line))
                }
            }
            return commands
        }

        /// The words of a line; quotes hold words together.
        private static func words(_ line: String) -> [String] {
            var words: [String] = []
            for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
                .enumerated()
            {
                if index % 2 == 1 {
                    words.append(String(part))
                } else {
                    words += part.split(separator: " ").map(String.init)
                }
            }
            return words
        }
    }
}
