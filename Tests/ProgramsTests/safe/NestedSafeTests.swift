import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    /// A Safe whose owners are an account and another Safe.
    @Suite("nested Safes on the chain")
    struct NestedSafeTests {
        /// Makes a Safe 1.4.1 and tells its address.
        private func make(
            _ owners: [String], threshold: Int, _ world: World
        ) async throws -> String {
            var predict = ["safe", "predict", "--threshold", "\(threshold)", "--salt-nonce", "9"]
            for owner in owners { predict += ["--owner", owner] }
            let told = try await world.succeed(predict)
            let factory = try #require(told["factory"]?.string)
            let data = try #require(told["calldata"]?.string)
            try await world.succeed(
                ["eth", "send", factory, data] + World.pays)
            #expect(try await world.succeed(predict)["exists"]?.bool == true)
            return try #require(told["address"]?.string)
        }

        /// Proposes a change of the parent's owners, which is the parent's own affair.
        private func propose(_ name: String, _ change: String, _ world: World) async throws {
            try await world.succeed([
                "propose", "safe", "owners", change, "--deployment",
                "nested.json", "--purpose", "a test", "--out", "\(name).json",
            ])
        }

        private func sign(_ name: String, _ world: World) async throws {
            try await world.succeed(
                [
                    "sign", "\(name).json", "--out", "\(name).owner1.json", "--accept",
                    "owner-change",
                ] + ["--keystore", "owner1.json", "--password-file", "password"])
        }

        @Test("the child's owners sign for it, or it approves the hash: either way counts")
        func bothWays() async throws {
            let world = try await SharedWorld.world
            let child = try await make([world.owners[1]], threshold: 1, world)
            let parent = try await make([world.owners[0], child], threshold: 2, world)
            let own = try #require(
                world.chain.description["deployment"]?["safe"]?["address"]?.string)
            try world.write(
                "nested.json",
                try world.text("deployment.json").replacingOccurrences(of: own, with: parent))

            try await propose("parent", "threshold:1", world)
            let tree = try await world.succeed(["safe", "nested", "parent.json"])
            let lines = tree["tree"]?.array?.compactMap(\.string) ?? []
            #expect(lines.contains { $0.contains("\(child) Safe 1.4.1, 1 of 1") })
            #expect(lines.contains { $0.contains("\(world.owners[1]) account") })
            let message = try await world.succeed([
                "safe", "message", "--operation", "parent.json", "--safe", child,
                "--mnemonic-file", "mnemonic", "--mnemonic-index", "2",
            ])
            let digest = try #require(message["digest"]?.string)
            #expect(lines.contains { $0.contains("its owners sign \(digest)") })
            try await world.succeed([
                "signatures", "nest", "parent.json", "--child", child, "--part",
                message["signature"]?.string ?? "", "--out", "parent.child.json",
            ])
            try await sign("parent", world)
            let done = try await world.succeed(
                [
                    "submit", "parent.json", "--signature", "parent.owner1.json", "--signature",
                    "parent.child.json",
                ] + World.pays)
            #expect(done["done"]?.string == "executed")
            try await approves(parent: parent, child: child, world)
        }

        /// The child approves the hash of the parent's next transaction by one of its own.
        private func approves(parent: String, child: String, _ world: World) async throws {
            try await propose("second", "threshold:2", world)
            try await world.succeed([
                "safe", "nested", "second.json", "--child", child, "--out", "approve.json",
            ])
            let linked = try await world.succeed([
                "safe", "nested", "second.json", "--approval", "approve.json",
            ])
            #expect(linked["operation"]?.string == "second.json")
            // The same calls with another nonce: found among the neighbours, and named.
            try await world.succeed([
                "propose", "safe", "owners", "threshold:2", "--deployment", "nested.json",
                "--nonce", "4", "--purpose", "a test", "--out", "later.json",
            ])
            try await world.fail(
                ["safe", "nested", "later.json", "--approval", "approve.json"], code: 1,
                saying: "with the nonce 1, not 4")
            try await propose("unrelated", "add:\(world.address(6))", world)
            try await world.fail(
                ["safe", "nested", "unrelated.json", "--approval", "approve.json"], code: 1,
                saying: "which is not unrelated.json")
            try await world.succeed(
                [
                    "sign", "approve.json", "--out", "approve.owner2.json", "--accept", "approval",
                ] + ["--keystore", "owner2.json", "--password-file", "password"])
            try await world.succeed(
                ["submit", "approve.json", "--signature", "approve.owner2.json"] + World.pays)
            let review = try await world.succeed(["signatures", "second.json"])
            #expect(review["missing"]?.array?.compactMap(\.string) == [world.owners[0]])
            let info = try await world.succeed(["safe", "info", parent])
            #expect(info["threshold"]?.integer(as: Int.self) == 1)
            #expect(try await world.succeed(["submit", "second.json"] + World.pays) != .null)
            let after = try await world.succeed(["safe", "info", parent])
            #expect(after["threshold"]?.integer(as: Int.self) == 2)
        }
    }
}
