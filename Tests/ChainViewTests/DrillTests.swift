import Authorization
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Drills: incidents, played")
struct DrillTests {
    private static let closed: TestPolicy = {
        var policy = TestPolicy()
        policy.allowsCompose = false
        return policy
    }()

    @Test("KelpDAO: two of five lie only to us, two are flooded; no allow, and recovery by itself")
    func kelp() async throws {
        let truth = TestWorld(DrillTests.closed)
        let lie = truth.fork(at: 6, TestPolicy())
        let nodes = ["a", "b", "c", "d", "e"].map { TestNode($0, truth) }
        let test = try TestView(nodes, quorum: 3)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .contract)
        nodes[0].world = lie
        nodes[1].world = lie
        nodes[2].behaviour = .failing(.deadline)
        nodes[3].behaviour = .failing(.deadline)
        await test.view.poll()
        let denial = try #require(test.view.status.trouble)
        #expect([.headDisagree, .headStale].contains(denial.code))
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed == false)
        let fresh = try TestView(nodes, quorum: 3)
        try await fresh.view.start()
        #expect(await fresh.view.decide(TestPolicy.request).decision.code == .headDisagree)
        nodes[2].behaviour = .honest
        nodes[3].behaviour = .honest
        await fresh.view.poll()
        let decided = await fresh.view.decide(TestPolicy.request)
        #expect(decided.decision.reason == "Compose hash not allowed")
        #expect(decided.recentVoters == ["c", "d", "e"])
        #expect(fresh.view.status.operators.prefix(2).allSatisfy { $0.quarantine != nil })
    }

    @Test("Halt: the chain stands for 116 minutes; denials, and allows again with its next blocks")
    func halt() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        test.advance(116 * 60)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .headHalted)
        #expect(test.view.status.denial?.code == .headHalted)
        for step in 0..<3 {
            world.append(TestPolicy(), at: TestWorld.start + 116 * 60 + UInt64(step))
        }
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("Halt: with the finalized block still young it is head.halted, not the providers")
    func haltedSoon() async throws {
        let world = TestWorld()
        let test = try TestView(["a", "b"].map { TestNode($0, world) }, quorum: 2)
        try await test.view.start()
        test.advance(100)
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .headHalted)
        #expect(test.view.status.denial?.code == .headHalted)
    }

    @Test("Empty: no provider for 24 hours; no allow, and ready at once when they return")
    func empty() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: 2) { $0.agreementLifetime = .zero }
        try await test.view.start()
        for item in nodes { item.behaviour = .failing(.connect) }
        for _ in 0..<24 {
            await test.view.poll()
            #expect(await test.view.decide(TestPolicy.request).decision.isAllowed == false)
            test.advance(3600)
        }
        for item in nodes { item.behaviour = .honest }
        for step in 0..<3 {
            world.append(TestPolicy(), at: TestWorld.start + 86_400 + UInt64(step))
        }
        await test.view.poll()
        #expect(test.view.status.isReady)
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("R20 quorum.lost: the last pair serves no longer than it is meant to")
    func lifetime() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let patient = try TestView(nodes, quorum: 2)
        let strict = try TestView(nodes, quorum: 2) { $0.agreementLifetime = .zero }
        try await patient.view.start()
        try await strict.view.start()
        nodes[0].behaviour = .failing(.connect)
        nodes[1].behaviour = .empty
        await patient.view.poll()
        await strict.view.poll()
        nodes[0].behaviour = .honest
        #expect(await patient.view.decide(TestPolicy.request).decision.isAllowed)
        #expect(await strict.view.decide(TestPolicy.request).decision.code == .quorumLost)
    }

    @Test("Clock back and forth an hour, many times: no allow while it is wrong")
    func clock() async throws {
        let world = TestWorld()
        let test = try TestView([TestNode("a", world)], quorum: 1)
        try await test.view.start()
        for turn in [-3600, 3600, 7200, -7200, -40, 40] as [Int64] {
            test.turnWall(by: turn)
            await test.view.poll()
            #expect(await test.view.decide(TestPolicy.request).decision.isAllowed == false)
            test.turnWall(by: -turn)
            await test.view.poll()
            #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        }
    }
}
