import Authorization
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Providers that prove the newest block only")
struct WindowTests {
    /// Blocks of one policy, each seen by the view.
    private func advance(_ test: TestView, _ world: TestWorld, by count: Int) async {
        for _ in 0..<count {
            world.append(TestPolicy())
            test.advance(2)
        }
        await test.view.poll()
    }

    @Test("R24 proof.window: proof first, vote after; the finalized block from facts kept before")
    func tipOnly() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world, .proofsOfTipOnly) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        // The view agreed on block 11; nobody proves it any more.
        world.append(TestPolicy())
        test.advance(2)
        let first = await test.view.decide(TestPolicy.request)
        #expect(first.recent?.number == 12)
        #expect(first.decision.code == .proofWindow, "no finalized block was ever proved")
        await advance(test, world, by: 3)
        let second = await test.view.decide(TestPolicy.request)
        #expect(second.decision.isAllowed && second.evidence == .proved)
        #expect(second.recent?.number == 15 && second.finalized?.number == 12)
        #expect(try DecisionBasis(json: second.basis.json).decision == second.decision)
    }

    @Test("A revocation is seen at the newest block, whatever was kept")
    func revocation() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world, .proofsOfTipOnly) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        _ = await test.view.decide(TestPolicy.request)
        await advance(test, world, by: 3)
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        var closed = TestPolicy()
        closed.allowsCompose = false
        world.append(closed)
        test.advance(2)
        await test.view.poll()
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.reason == "Compose hash not allowed")
    }

    @Test("R03 head.disagree: a newest block that the quorum does not confirm proves nothing")
    func unconfirmed() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world, .proofsOfTipOnly) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        var closed = TestPolicy()
        closed.allowsCompose = false
        let lie = world.fork(at: 11, closed)
        lie.append(TestPolicy())
        nodes[0].world = lie
        nodes[1].behaviour = .failing(.connect)
        world.append(TestPolicy())
        nodes[2].behaviour = .refusing(-32000, "missing trie node")
        test.advance(2)
        let decided = await test.view.decide(TestPolicy.request)
        #expect(!decided.decision.isAllowed)
    }

    @Test("Kept facts count only while the quorum has their block on its chain")
    func replaced() async throws {
        let world = TestWorld()
        let nodes = ["a", "b"].map { TestNode($0, world, .proofsOfTipOnly) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        _ = await test.view.decide(TestPolicy.request)
        // Block 11, where the facts were proved, is replaced before it is final.
        let other = world.fork(at: 10, TestPolicy(), mark: 3)
        for _ in 0..<4 { other.append(TestPolicy()) }
        for node in nodes { node.world = other }
        test.advance(8)
        await test.view.poll()
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.code == .proofWindow)
    }
}
