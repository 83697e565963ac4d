import Codec
import Glibc
import TestSupport
import Testing

extension OperationSuites {
    /// What `execute --all-ready --watch` does when nobody looks on.
    @Suite("the unattended executor")
    struct ExecutorTests {
        private static let watch =
            ["execute", "--all-ready", "--watch", "--interval", "1"] + World.pays

        private func start(_ world: World, _ more: String...) throws -> RunningProgram {
            try Program.dstackgov.start(
                Self.watch + more, environment: ["ETH_RPC_URL": world.chain.url],
                in: world.folder)
        }

        private func state(_ name: String, _ world: World) async throws -> String? {
            try await world.succeed(["status", "\(name).json"])["state"]?.string
        }

        @Test(
            "only calls to allowed contracts, and only as much gas as allowed; each no is told once"
        )
        func bounds() async throws {
            let world = try await SharedWorld.world
            let idle = try await world.succeed(["execute", "--all-ready"] + World.pays)
            #expect(idle.array?.isEmpty == true)
            try await world.schedule("bound1", image: World.image("d6"))
            try await world.fail(
                ["execute", "bound1.json"] + World.pays, code: 4, saying: "by the chain's clock")
            try await world.succeed([
                "propose", "app", "add-compose-hash", World.image("d7"), "--purpose", "a test",
                "--out", "bound2.json",
            ])
            try await world.sign("bound2")
            try await world.submit("bound2")
            try await world.pass(seconds: 3600)
            let app = try #require(
                try JSONValue(parsing: try world.text("deployment.json"))["app"]?["address"]?
                    .string)

            let poor = try await world.dstackgov(
                ["execute", "--all-ready", "--gas-cap", "30000"] + World.pays)
            #expect(poor.status == 1)
            #expect(poor.output.split(separator: "more than the 30000 allowed").count == 3)
            let none = try await world.dstackgov(
                ["execute", "--all-ready", "--allow", world.address(6)] + World.pays)
            #expect(none.status == 1)
            #expect(none.output.split(separator: "which is not allowed").count == 3)
            #expect(try await state("bound1", world) == "Ready")

            // One contract is allowed: its operation is executed, the other one is left alone.
            let watch = try start(world, "--allow", app)
            let isDone = await watch.waits { watch.errors.contains("executed in 0x") }
            #expect(isDone, "\(watch.errors)")
            #expect(watch.errors.contains("watching the timelock 0x"))
            watch.signal(SIGTERM)
            #expect(await watch.waitForEnd() == -SIGTERM)
            #expect(try await state("bound1", world) == "Ready")
            #expect(try await state("bound2", world) == "Done")
            #expect(watch.errors.split(separator: "which is not allowed").count == 2)
            try await world.succeed(["execute", "bound1.json"] + World.pays)
        }

        @Test("killed with a transaction on its way, started again: one after the other, each once")
        func resumes() async throws {
            let world = try await SharedWorld.world
            try await world.schedule("again1", image: World.image("d8"))
            try await world.schedule("again2", image: World.image("d9"))
            try await world.pass(seconds: 3600)
            let before = try await world.transactionCount(at: "latest")
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "false")
            let first = try start(world)
            let isSent = try await first.waits { try await world.onItsWay() == 1 }
            #expect(isSent, "\(first.errors)")
            // It waits for its first transaction, and sends no second one meanwhile.
            let waits = await first.waits { first.errors.contains("waiting until transaction") }
            #expect(waits, "\(first.errors)")
            #expect(try await world.onItsWay() == 1)
            first.signal(SIGKILL)
            _ = await first.waitForEnd()

            let second = try start(world)
            let settles = await second.waits { second.errors.contains("waiting for a transaction") }
            #expect(settles, "\(second.errors)")
            #expect(try await world.onItsWay() == 1)
            _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "1")
            let goesOn = try await second.waits { try await world.onItsWay() == 1 }
            #expect(goesOn, "\(second.errors)")
            _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "1")
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "true")
            let isDone = await second.waits { second.errors.contains("executed in 0x") }
            #expect(isDone, "\(second.errors)")
            second.signal(SIGTERM)
            #expect(await second.waitForEnd() == -SIGTERM)
            #expect(try await state("again1", world) == "Done")
            #expect(try await state("again2", world) == "Done")
            #expect(try await world.transactionCount(at: "latest") == before + 2)
        }
    }
}
