import Codec
import Glibc
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov submit, execute, reject and replace")
    struct ExecutionTests {
        @Test("submit and execute, killed while their transaction is on its way, do nothing twice")
        func crashOnTheWay() async throws {
            let world = try await SharedWorld.world
            try await world.propose("crash", image: World.image("05"))
            try await world.sign("crash")
            let submit =
                [
                    "submit", "crash.json", "--signature", "crash.owner1.json", "--signature",
                    "crash.owner2.json",
                ] + World.pays
            let again = try await killedOnItsWay(submit, world)
            #expect(again["done"]?.string == "already scheduled")
            try await world.pass(seconds: 3600)
            let executed = try await killedOnItsWay(["execute", "crash.json"] + World.pays, world)
            #expect(executed["done"]?.string == "already executed")
            let once = try await world.succeed(["show", "crash.json"])
            #expect(once["state"]?.string == "Done")
        }

        /// Kills the command when its transaction is sent and in no block, starts it again, and only
        /// then lets the chain go on.
        private func killedOnItsWay(
            _ command: [String], _ world: World
        ) async throws -> JSONValue {
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "false")
            let first = try Program.dstackgov.start(
                command, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            let sent = try await first.waits { try await world.onItsWay() == 1 }
            #expect(sent, "\(first.errors)")
            first.signal(9)
            _ = await first.waitForEnd()
            let second = try Program.dstackgov.start(
                command + ["--json"], environment: ["ETH_RPC_URL": world.chain.url],
                in: world.folder)
            let waits = await second.waits { second.errors.contains("waiting for a transaction") }
            #expect(waits, "\(second.errors)")
            #expect(try await world.onItsWay() == 1)
            _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "1")
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "true")
            #expect(await second.waitForEnd() == 0, "\(second.errors)")
            return try JSONValue(parsing: second.output)
        }

        @Test("submit and execute, killed before they send and after their block, do nothing twice")
        func crashAround() async throws {
            let world = try await SharedWorld.world
            try await world.propose("around", image: World.image("0c"))
            try await world.sign("around")
            // An account without ether is told what it lacks.
            try await world.fail(
                ["submit", "around.json"] + World.signatures("around")
                    + ["--mnemonic-file", "mnemonic", "--mnemonic-index", "77"], code: 1,
                saying: "Send ether to the account")
            let submit =
                [
                    "submit", "around.json", "--signature", "around.owner1.json", "--signature",
                    "around.owner2.json",
                ] + World.pays
            try await killedBeforeSending(submit, world)
            #expect(try await world.succeed(["status", "around.json"])["state"]?.string == "Unset")
            let again = try await killedWhenMined(submit, world)
            #expect(again["done"]?.string == "already scheduled")
            try await world.pass(seconds: 3600)
            let executed = try await killedWhenMined(
                ["execute", "around.json"] + World.pays, world)
            #expect(executed["done"]?.string == "already executed")
        }

        /// Kills the command while it waits for what its payer sent before: it has sent nothing.
        private func killedBeforeSending(_ command: [String], _ world: World) async throws {
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "false")
            let other = try Program.dstackgov.start(
                ["eth", "send", world.address(8)] + World.pays,
                environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            let isSent = try await other.waits { try await world.onItsWay() == 1 }
            #expect(isSent, "\(other.errors)")
            // Nobody waits longer than a second without being told for what.
            let isTold = await other.waits { other.errors.contains("waiting until transaction") }
            #expect(isTold, "\(other.errors)")
            let first = try Program.dstackgov.start(
                command, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            #expect(
                await first.waits { first.errors.contains("waiting for a transaction") },
                "\(first.errors)")
            first.signal(9)
            _ = await first.waitForEnd()
            #expect(try await world.onItsWay() == 1)
            _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "1")
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "true")
            #expect(await other.waitForEnd() == 0, "\(other.errors)")
        }

        /// Stops the command when its transaction is sent, lets the chain take it into a block, kills
        /// the command, which has not seen that, and starts it again.
        private func killedWhenMined(_ command: [String], _ world: World) async throws -> JSONValue
        {
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "false")
            let first = try Program.dstackgov.start(
                command, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            let isSent = try await first.waits { try await world.onItsWay() == 1 }
            #expect(isSent, "\(first.errors)")
            first.signal(SIGSTOP)
            _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "1")
            first.signal(9)
            _ = await first.waitForEnd()
            _ = try await world.dstackgov("eth", "rpc", "evm_setAutomine", "true")
            return try await world.succeed(command)
        }

        @Test("execute --wait tells how long still, and executes when the time has come")
        func waits() async throws {
            let world = try await SharedWorld.world
            try await world.schedule("wait", image: World.image("08"))
            let waiting = try Program.dstackgov.start(
                ["execute", "wait.json", "--wait"] + World.pays,
                environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            #expect(await waiting.waits { waiting.errors.contains("ready at 20") })
            waiting.signal(15)
            _ = await waiting.waitForEnd()
            try await world.pass(seconds: 3600)
            let executed = try await world.succeed(
                ["execute", "wait.json", "--wait"] + World.pays)
            #expect(executed["done"]?.string == "executed")
            let again = try await world.succeed(["execute", "wait.json"] + World.pays)
            #expect(again["done"]?.string == "already executed")
        }

        @Test("a rejection uses the nonce up, and a replacement takes it")
        func rejectAndReplace() async throws {
            let world = try await SharedWorld.world
            let bad = try await world.propose("bad", image: World.image("09"))
            try await world.propose("good", image: World.image("0a"))
            let replaced = try await world.succeed([
                "replace", "bad.json", "--by", "good.json", "--out", "instead.json",
            ])
            #expect(replaced["nonce"]?.string == bad["nonce"]?.string)
            #expect(replaced["safeTxHash"]?.string != bad["safeTxHash"]?.string)
            let rejection = try await world.succeed([
                "reject", "bad.json", "--purpose", "a mistake", "--out", "reject.json",
            ])
            #expect(rejection["nonce"]?.string == bad["nonce"]?.string)
            try await world.sign("reject")
            let done = try await world.submit("reject")
            #expect(done["done"]?.string == "rejected")
            #expect(try await world.submit("reject")["done"]?.string == "already rejected")
            try await world.sign("bad")
            try await world.fail(
                [
                    "submit", "bad.json", "--signature", "bad.owner1.json", "--signature",
                    "bad.owner2.json",
                ] + World.pays, code: 1, saying: "another transaction took its place")
            try await world.fail(
                ["reject", "bad.json", "--purpose", "late", "--out", "late.json"], code: 1,
                saying: "is used up")
        }

        @Test("cancel is for accounts with the role; the Safe's owners sign propose cancel")
        func cancel() async throws {
            let world = try await SharedWorld.world
            try await world.schedule("stop", image: World.image("0b"))
            try await world.fail(
                ["cancel", "stop.json"] + World.pays, code: 1, saying: "may not cancel")
            try await world.succeed([
                "propose", "cancel", "stop.json", "--purpose", "a test", "--out", "stop.c.json",
            ])
            try await world.sign("stop.c")
            #expect(try await world.submit("stop.c")["done"]?.string == "cancelled")
            #expect(try await world.submit("stop.c")["done"]?.string == "already cancelled")
            let told = try await world.succeed(["cancel", "stop.json"] + World.pays)
            #expect(told["done"]?.string?.contains("not in the queue") == true)
        }
    }
}
