import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov deploy and health")
    struct DeployTests {
        private static let hash = "0x" + String(repeating: "5a", count: 32)

        /// The deployment of the tests: three owners of the development mnemonic.
        private func arguments(_ world: World, more: [String] = []) -> [String] {
            var arguments = ["deploy"]
            for owner in world.owners { arguments += ["--owner", owner] }
            arguments += ["--threshold", "2", "--delay", "86400", "--canceller", world.address(9)]
            arguments += ["--kms-measurement", Self.hash, "--kms-device", Self.hash]
            arguments += ["--gateway-app-id", "3763bc34552cf3a27ff71ad5f7a90471562a1a2d"]
            arguments += ["--app-device", Self.hash, "--artifacts"]
            arguments += [Fixtures.root.appending(path: "contracts/artifacts").path]
            arguments += ["--out", "own.json", "--acceptance", "own.acceptance.json"]
            arguments += ["--mnemonic-file", "mnemonic", "--mnemonic-index", "7"]
            return arguments + more
        }

        @Test("a deployment is killed at every step, goes on, and is verified from the chain")
        func deploysThroughCrashes() async throws {
            let world = try await SharedWorld.world
            try await refusals(world)
            let kills = try await killedAtEveryStep(world)
            // Thirteen steps; a machine that is busy may let one pass before it looks.
            #expect(kills > 9, "killed \(kills) times")
            let journal = try JSONValue(parsing: try world.text("own.json"))
            #expect(journal["status"]?.string == "awaiting-signatures")
            let nonces = journal["transactions"]?.object?.compactMap {
                $0.value["nonce"]?.integer(as: Int.self)
            }
            let first = nonces?.first ?? 0
            #expect(
                nonces == Array(first..<(first + (nonces?.count ?? 0))), "a step was made twice")

            try await world.sign("own.acceptance")
            let signed = arguments(
                world,
                more: [
                    "--signature", "own.acceptance.owner1.json", "--signature",
                    "own.acceptance.owner2.json",
                ])
            try await world.fail(signed, code: 4, saying: "the delay of the hand-over is running")
            try await world.pass(seconds: 86_400)
            let done = try await world.succeed(signed)
            #expect(done["checks"]?.integer(as: Int.self) ?? 0 > 25)
            let again = try await world.succeed(signed)
            #expect(again == done)
            try await verifies(world)
        }

        /// Starts the deployment again and again, and kills it whenever a further step stands in
        /// the journal: before, while or after it is sent.
        private func killedAtEveryStep(_ world: World) async throws -> Int {
            var steps = 0
            var kills = 0
            while true {
                let run = try Program.dstackgov.start(
                    arguments(world), environment: ["ETH_RPC_URL": world.chain.url],
                    in: world.folder)
                let known = steps
                _ = await run.waits {
                    steps = self.steps(world)
                    return steps > known
                }
                guard run.isRunning, steps > known else {
                    #expect(await run.waitForEnd() == 4, "\(run.errors)")
                    #expect(run.errors.contains("0 of 2 signatures"))
                    return kills
                }
                run.signal(9)
                _ = await run.waitForEnd()
                steps = self.steps(world)
                kills += 1
            }
        }

        private func steps(_ world: World) -> Int {
            let text = (try? world.text("own.json")) ?? ""
            return (try? JSONValue(parsing: text))?["transactions"]?.object?.count ?? 0
        }

        private func refusals(_ world: World) async throws {
            for (weak, value, name) in [
                ("--delay", "3600", "short-delay"), ("--threshold", "1", "low-threshold"),
                ("--gateway-app-id", "any", "any-gateway"),
            ] {
                var arguments = arguments(world)
                let index = try #require(arguments.firstIndex(of: weak))
                arguments[index + 1] = value
                try await world.fail(arguments, code: 1, saying: "--allow-weak \(name)")
            }
            var alone = arguments(world)
            let index = try #require(alone.firstIndex(of: "--canceller"))
            alone.removeSubrange(index...(index + 1))
            try await world.fail(alone, code: 1, saying: "--allow-weak sole-canceller")
            #expect(steps(world) == 0, "something was deployed in spite of a refusal")
        }

        /// The verification says yes to this deployment, and no as soon as one fact is another.
        private func verifies(_ world: World) async throws {
            let own = ["--deployment", "own.json"]
            let checks = try await world.succeed(["deploy", "verify"] + own)
            #expect(checks.array?.allSatisfy { $0["holds"]?.bool == true } == true)
            let health = try await world.succeed(["health"] + own)
            #expect(health["findings"]?.array?.isEmpty == true, "\(health)")
            let text = try world.text("own.json")
            let blocks = try JSONValue(parsing: text)["blocks"]
            let last = try #require(blocks?["last"]?.integer(as: Int.self))
            for (found, other, sentence) in [
                ("\"threshold\": 2", "\"threshold\": 3", "the Safe needs 3 signatures"),
                ("\"delay\": 86400", "\"delay\": 86401", "the timelock's delay is 86401 s"),
                (
                    world.address(9), world.address(8),
                    "only the Safe and the named accounts may cancel"
                ),
                (
                    "\"kmsDevice\": \"0x5a", "\"kmsDevice\": \"0x5b",
                    "the KMS device is allowed"
                ),
                // The events up to another block leave another policy.
                (
                    "\"last\": \(last)", "\"last\": 1",
                    "DstackKms was handed over with the meant policy"
                ),
            ] {
                let changed = text.replacingOccurrences(of: found, with: other)
                #expect(changed != text, "\(found)")
                try world.write("changed.json", changed)
                try await world.fail(
                    ["deploy", "verify", "--deployment", "changed.json"], code: 1, saying: sentence)
            }
        }

        @Test("the development chain's own deployment is told apart by its weaknesses alone")
        func health() async throws {
            let world = try await SharedWorld.world
            let weak = try await world.dstackgov("health", "--json")
            let findings = try JSONValue(parsing: weak.output)["findings"]?.array ?? []
            let rules = Set(findings.compactMap { $0["rule"]?.string })
            #expect(weak.status == 1 && rules.isSuperset(of: ["delay", "sole-canceller"]))
            #expect(rules.isSubset(of: ["delay", "sole-canceller", "pending"]), "\(rules)")
            try await world.succeed(["health", "--ignore", "delay", "--ignore", "sole-canceller"])
            // Python deployed it; its document and this program's verification agree.
            let checks = try await world.succeed(["deploy", "verify"])
            #expect(checks.array?.count ?? 0 > 25)
        }
    }
}
