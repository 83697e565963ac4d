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
            let commands = try Document.commands(of: "docs/signing.md")
            #expect(commands.count == 13)
            for command in commands {
                if command.contains("SIGNATURE") || command.contains("--wait") {
                    try await prepare(command, world)
                }
                let words = Document.words(command).map { word in
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
    }
}
