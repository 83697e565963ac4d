import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    /// The Safe's own settings, each changed on the chain and read back.
    @Suite("propose safe, executed")
    struct SafeSettingsTests {
        private static let nobody = "0x" + String(repeating: "0", count: 40)
        private static let sentinel = "0x" + String(repeating: "0", count: 39) + "1"
        /// Answers every call with the word 1: to the Safe, a guard that lets everything pass.
        private static let guardCode = "0x69600160005260206000f3600052600a6016f3"

        /// Proposes, has it signed twice and submitted; the Safe executes it at once.
        private func run(
            _ name: String, _ words: [String], accepting lints: [String], _ world: World
        ) async throws {
            let proposed = try await world.succeed(
                ["propose"] + words + ["--purpose", "a test", "--out", "\(name).json"])
            let found = proposed["findings"]?.array?.compactMap { $0["lint"]?.string } ?? []
            #expect(Set(lints).isSubset(of: found), "\(found)")
            try await world.sign(name, accepting: lints)
            #expect(try await world.submit(name)["done"]?.string == "executed")
        }

        @Test("a module comes and goes, a guard and a fallback handler are set and taken back")
        func settings() async throws {
            let world = try await SharedWorld.world
            let before = try await world.succeed(["safe", "info"])
            let handler = try #require(before["fallbackHandler"]?.string)
            #expect(before["guard"]?.string == Self.nobody && handler != Self.nobody)
            let agreeing = try await world.create(Self.guardCode).lowercased()
            let module = world.address(6)

            try await run(
                "module", ["safe", "enable-module", module], accepting: ["module"], world)
            try await run(
                "guard", ["safe", "set-guard", agreeing], accepting: ["guard"], world)
            try await run(
                "handler", ["safe", "set-fallback-handler", agreeing],
                accepting: ["fallback-handler"], world)
            let changed = try await world.succeed(["safe", "info"])
            #expect(changed["modules"]?.array?.compactMap(\.string) == [module])
            #expect(changed["guard"]?.string?.lowercased() == agreeing)
            #expect(changed["fallbackHandler"]?.string?.lowercased() == agreeing)

            try await run(
                "remove", ["safe", "disable-module", Self.sentinel, module], accepting: ["module"],
                world)
            try await run(
                "back",
                [
                    "batch", "safe set-guard \(Self.nobody)",
                    "safe set-fallback-handler \(handler)",
                ], accepting: ["guard", "fallback-handler"], world)
            let after = try await world.succeed(["safe", "info"])
            for setting in ["modules", "guard", "fallbackHandler", "owners", "threshold"] {
                #expect(after[setting] == before[setting], "\(setting)")
            }
        }

        @Test("a guard that is none, and a module that is not there, are refused before any signs")
        func refused() async throws {
            let world = try await SharedWorld.world
            let info = try await world.succeed(["safe", "info"])
            let next = try #require(info["nonce"]?.string.flatMap { UInt64($0) })
            let refusals: [(words: [String], reason: String)] = [
                (["set-guard", world.address(6)], "refuses the call"),
                (["disable-module", Self.sentinel, world.address(6)], "GS103"),
            ]
            for (index, refusal) in refusals.enumerated() {
                let name = "refused-\(index)"
                let proposal =
                    ["propose", "safe"] + refusal.words
                    + ["--purpose", "a test", "--out", "\(name).json"]
                try await world.fail(proposal, code: 1, saying: refusal.reason)
                // Behind others the Safe's state may be another one: that is for the signers to know.
                try await world.succeed(proposal + ["--nonce", "\(next + 1)"])
            }
        }
    }
}
