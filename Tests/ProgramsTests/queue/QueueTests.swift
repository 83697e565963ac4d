import Codec
import TestSupport
import Testing

@Suite("dstackgov queue, show and status", .enabled(if: Devnet.isAvailable))
struct QueueTests {
    @Test("the queue follows an operation from scheduling to its end")
    func followsOperations() async throws {
        let world = try await World.start()
        let empty = try await world.succeed(["queue"])
        #expect(empty["operations"]?.array?.isEmpty == true)
        #expect(empty["cancellers"]?.array?.first?["name"]?.string == "Safe, 2 of 3 owners")

        let first = try await world.schedule("first", image: World.image("11"))
        let second = try await world.schedule("second", image: World.image("22"))
        let ids = [first, second].map { $0["operationId"]?.string }
        let both = try await world.succeed(["queue"])
        let found = both["operations"]?.array ?? []
        #expect(found.map { $0["operationId"]?.string } == ids)
        #expect(found.allSatisfy { $0["state"]?.string == "Waiting" })
        #expect(found.first?["touches"]?.array?.first?.string == "DstackKms")
        let page = try await world.dstackgov("queue")
        #expect(page.output.contains("allow the OS image \(World.image("11"))"))
        #expect(page.output.contains("(Safe, 2 of 3 owners), until 20"), "\(page.output)")

        let cancel = ["propose", "cancel", "second.json", "--purpose", "a test", "--out"]
        try await world.succeed(cancel + ["cancel.json"])
        try await world.sign("cancel")
        try await world.submit("cancel")
        try await world.pass(seconds: 7200)
        let ready = try await world.succeed(["queue"])
        #expect(ready["operations"]?.array?.map { $0["state"]?.string } == ["Ready"])
        try await world.succeed(["execute", "first.json"] + World.pays)

        let all = try await world.succeed(["queue", "--all"])
        let states = all["operations"]?.array?.compactMap { $0["state"]?.string }
        // The acceptance of the ownership is the first operation of every deployment.
        #expect(states == ["Done", "Done", "Unset"])
        let shown = try await world.succeed(["show", ids[1] ?? ""])
        #expect(shown["endedIn"]?.string?.hasPrefix("0x") == true)
        let byFile = try await world.succeed(["show", "first.json"])
        #expect(byFile["state"]?.string == "Done" && byFile["form"]?.string == "single")
        try await world.fail(["show", World.image("33")], code: 1, saying: "never scheduled")
        let status = try await world.succeed(["status", "first.json"])
        #expect(status["turn"]?.string == "used up")

        try await order(world)
    }

    /// Files before the Safe: conflicts and gaps are told, and change the exit code.
    private func order(_ world: World) async throws {
        let next = try await world.propose("a", image: World.image("aa"))["nonce"]?.string
        let nonce = try #require(next.flatMap { UInt64($0) })
        try await world.succeed(["queue", "a.json"])
        try await world.propose("b", image: World.image("bb"))
        try await world.fail(["queue", "a.json", "b.json"], code: 1, saying: "not as it should be")
        let later = ["--nonce", "\(nonce + 2)"]
        try await world.propose("c", image: World.image("cc"), more: later)
        let gap = try await world.dstackgov("queue", "a.json", "c.json")
        #expect(gap.status == 1 && gap.output.contains("nothing here uses nonce \(nonce + 1)"))
        let both = try await world.dstackgov("queue", "b.json", "a.json")
        #expect(both.output.contains("only one can ever be executed"))
    }
}
