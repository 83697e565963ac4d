import Authorization
import EthereumClient
import Foundation
import Primitives
import Synchronization
import TestSupport
import Testing

@testable import ChainView

@Suite("A person's orders end a halt, and weaken nothing")
struct OrderTests {
    /// A view that saw another finalized block than the one it accepted.
    private func halted(
        _ world: TestWorld, _ fork: TestWorld, memory path: String? = nil
    ) async throws -> (TestView, [TestNode]) {
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: 2) { $0.memoryFile = path }
        try await test.view.start()
        for node in nodes { node.world = fork }
        await test.view.poll()
        #expect(test.view.status.halt?.code == .finalRegressed)
        return (test, nodes)
    }

    @Test("R05: an acknowledged regression keeps the floor, and halts again on the other chain")
    func keeps() async throws {
        let world = TestWorld()
        let (test, nodes) = try await halted(world, world.fork(at: 5, TestPolicy()))
        let floor = try #require(test.view.status.floor)
        try test.view.acknowledge(test.view.status.halt)
        #expect(test.view.status.halt == nil && test.view.status.floor?.hash == floor.hash)
        #expect(await test.view.decide(TestPolicy.request).decision.code == .quorumLost)
        await test.view.poll()
        #expect(test.view.status.halt?.code == .finalRegressed)
        for node in nodes { node.world = world }
        try test.view.acknowledge(test.view.status.halt)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        #expect(test.view.configuration.rule.quorum == 2)
    }

    @Test("R05: the block that a person names is the floor, where a quorum gives it")
    func names() async throws {
        let world = TestWorld()
        let fork = world.fork(at: 5, TestPolicy())
        let (test, _) = try await halted(world, fork)
        let number = try #require(test.view.status.floor?.number)
        try test.view.acknowledge(test.view.status.halt, floor: Keccak256.hash(utf8: "neither"))
        await test.view.poll()
        #expect(test.view.status.denial?.code == .finalRegressed)
        let named = fork.blocks[Int(number.value)].sealed.hash
        try test.view.acknowledge(test.view.status.halt, floor: named)
        await test.view.poll()
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.isAllowed && !decided.isWithoutFloor)
        #expect(test.view.status.floor?.hash == named)
    }

    @Test("what is not there is not acknowledged, and nobody is released who has a vote")
    func refusals() async throws {
        let world = TestWorld()
        let fork = world.fork(at: 5, TestPolicy())
        let (test, _) = try await halted(world, fork)
        let halt = try #require(test.view.status.halt)
        let other = HeadMemory.Halt(
            code: halt.code, sentence: halt.sentence,
            seenAt: halt.seenAt.adding(seconds: 1))
        #expect(throws: OrderRefusal.otherHalt(halt)) { try test.view.acknowledge(other) }
        #expect(throws: OrderRefusal.otherHalt(halt)) { try test.view.acknowledge(nil) }
        #expect(throws: OrderRefusal.unknown("x", known: ["a", "b", "c"])) {
            try test.view.release("x")
        }
        #expect(throws: OrderRefusal.notExcluded("b")) { try test.view.release("b") }
        #expect(test.view.status.halt == halt)
        try test.view.acknowledge(halt)
        #expect(throws: OrderRefusal.noHalt) { try test.view.acknowledge(halt) }
        #expect(throws: OrderRefusal.noHalt) { try test.view.acknowledge(nil) }
    }

    @Test("R03: a floor is named after a regression only")
    func equivocation() async throws {
        let world = TestWorld()
        let fork = world.fork(at: 5, TestPolicy())
        let nodes = ["a", "b", "c", "d"].map { TestNode($0, $0 < "c" ? world : fork) }
        let test = try TestView(nodes, quorum: 3)
        try await test.view.start()
        let halt = try #require(test.view.status.halt)
        #expect(halt.code == .headEquivocation)
        #expect(throws: OrderRefusal.noRegression) {
            try test.view.acknowledge(halt, floor: .zero)
        }
        try test.view.acknowledge(halt)
        await test.view.poll()
        #expect(test.view.status.halt?.code == .headEquivocation, "it goes on, and halts again")
        nodes[2].world = world
        try test.view.acknowledge(test.view.status.halt)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("S01: clocks that were wrong before are acknowledged without a halt")
    func clocks() async throws {
        let test = try TestView([TestNode("a", TestWorld())], quorum: 1)
        try await test.view.start()
        test.turnWall(by: 3600)
        test.turnWall(by: -3600 - 40)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .clockDisagree)
        let floor = test.view.status.floor
        try test.view.acknowledge(nil)
        await test.view.poll()
        #expect(test.view.status.trouble?.code != .clockDisagree)
        #expect(test.view.status.floor?.hash == floor?.hash)
    }

    @Test("an order is on the disk before it is in force; what cannot be written changes nothing")
    func disk() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "heads.json").path
        let world = TestWorld()
        let (test, _) = try await halted(
            world, world.fork(at: 5, TestPolicy()), memory: path)
        let halt = try #require(test.view.status.halt)
        // A folder where the new file would be written.
        let obstacle = folder.appending(path: "heads.json.new")
        try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
        #expect(throws: OrderRefusal.notWritten(path)) { try test.view.acknowledge(halt) }
        #expect(test.view.status.halt == halt)
        #expect(try MemoryFile.read(path).halt == halt)
        try FileManager.default.removeItem(at: obstacle)
        try test.view.acknowledge(halt)
        #expect(try MemoryFile.read(path).halt == nil)
        #expect(try MemoryFile.read(path).floor?.hash == world.blocks[9].sealed.hash)
    }

    @Test("a halt that could not be written is told once, and written as soon as it can be")
    func late() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "heads.json").path
        let obstacle = folder.appending(path: "heads.json.new")
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: 2) { $0.memoryFile = path }
        try await test.view.start()
        try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
        for node in nodes { node.world = world.fork(at: 5, TestPolicy()) }
        for _ in 0..<3 { await test.view.poll() }
        #expect(try MemoryFile.read(path).halt == nil)
        #expect(test.events.filter { $0 == .memoryNotWritten(path) }.count == 1)
        try FileManager.default.removeItem(at: obstacle)
        await test.view.poll()
        let halt = try #require(test.view.status.halt)
        #expect(try MemoryFile.read(path).halt == halt)
    }

    @Test("blocks that were agreed before a halt count no more when it is acknowledged")
    func meanwhile() async throws {
        let node = TestNode("a", TestWorld())
        let box = TestBox<ChainView?>(nil)
        let transport = LiarTransport { request, _ in
            // The halt and its end, between the question and its facts.
            if let view = box.value {
                box.change { $0 = nil }
                let halt = HeadMemory.Halt(
                    code: .headEquivocation, sentence: "seen", seenAt: Timestamp(seconds: 1))
                view.state.withLock { $0.memory.halt = halt }
                #expect(throws: Never.self) { try view.acknowledge(halt) }
            }
            return .text(node.answer(request))
        }
        let test = try TestView([node], quorum: 1, transports: [transport])
        try await test.view.start()
        box.change { $0 = test.view }
        let decided = await test.view.decide(TestPolicy.request)
        #expect(!decided.decision.isAllowed && decided.decision.code == .quorumLost)
        #expect(box.value === nil && test.view.status.halt == nil)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }
}
