import Authorization
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("A view of the chain refuses to start where no waiting would help")
struct StartTests {
    private func fault(
        _ nodes: [TestNode], quorum: Int,
        _ change: (inout ChainViewConfiguration) -> Void = { _ in }
    ) async throws -> StartFault? {
        do {
            try await TestView(nodes, quorum: quorum, change).view.start()
            return nil
        } catch let fault as StartFault {
            return fault
        }
    }

    @Test("R21: one operator's label cannot stand for two votes")
    func operators() throws {
        let world = TestWorld()
        #expect(throws: HeadRule.Fault.sameOperator("a")) {
            _ = try TestView([TestNode("a", world), TestNode("a", world)], quorum: 2)
        }
        let rule = try HeadRule(
            operators: ["a", "b"], quorum: 2, finalizedAge: 60, recentAge: 60)
        let providers = ["b", "a"].map {
            ChainProvider(label: $0, transport: TestNode($0, world).transport)
        }
        #expect(throws: StartFault.operators) {
            _ = try ChainView(ChainViewConfiguration(providers: providers, rule: rule, kms: .zero))
        }
    }

    @Test("R17 chain.id: a provider of another chain, by its id or by a known block")
    func chain() async throws {
        let world = TestWorld()
        let nodes = [TestNode("a", world), TestNode("b", world, .wrongChain)]
        #expect(
            try await fault(nodes, quorum: 2)
                == .chain(operator: "b", expected: 31337, found: 1))
        let block = ChainViewConfiguration.KnownBlock(
            number: 0, hash: world.blocks[0].sealed.hash)
        let clone = TestNode("b", TestWorld(mark: 5))
        #expect(
            try await fault([TestNode("a", world), clone], quorum: 2) { $0.knownBlock = block }
                == .knownBlock(operator: "b", number: 0))
        #expect(
            try await fault([TestNode("a", world)], quorum: 1) { $0.knownBlock = block } == nil)
        #expect(try await fault(nodes, quorum: 2) { $0.chainID = nil } == .noChainID)
    }

    @Test("R17 chain.id: a provider that changes its chain later has no vote")
    func chainLater() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        nodes[2].behaviour = .failing(.connect)
        let test = try TestView(nodes, quorum: 3)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .rpcConnect)
        nodes[2].behaviour = .wrongChain
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .chainID)
        nodes[2].behaviour = .honest
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test(
        "R17 chain.id: a provider that changes its chain without a fault is asked within a minute")
    func chainLaterUnnoticed() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: 3) {
            $0.rule = try HeadRule(
                operators: ["a", "b", "c"], quorum: 3, finalizedAge: 600, recentAge: 600)
        }
        try await test.view.start()
        nodes[2].behaviour = .wrongChain
        for (seconds, isAllowed) in [(UInt64(59), true), (1, false)] {
            test.advance(seconds)
            await test.view.poll()
            let decision = await test.view.decide(TestPolicy.request).decision
            #expect(decision.isAllowed == isAllowed && (isAllowed || decision.code == .chainID))
        }
        nodes[2].behaviour = .honest
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("A provider without proofs is refused with what to do")
    func proofs() async throws {
        let found = try #require(
            try await fault([TestNode("a", TestWorld(), .noProofs)], quorum: 1))
        guard case .proofs(operator: "a", reason: _) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(found.description.contains("nothing that it says could be checked"))
    }

    @Test("S08: providers that are down keep it from being ready, not from starting")
    func down() async throws {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world, .failing(.connect)) }
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        #expect(!test.view.status.isReady && test.view.status.denial?.code == .rpcConnect)
        nodes[0].behaviour = .honest
        nodes[2].behaviour = .honest
        await test.view.poll()
        #expect(test.view.status.isReady)
        #expect(test.events.last == .agreed)
    }

    @Test("R05 S02: floor and halt are kept in a file; a file that cannot be read is no file")
    func memory() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "memory.json").path
        let world = TestWorld()
        func view(_ world: TestWorld) throws -> TestView {
            try TestView([TestNode("a", world)], quorum: 1) { $0.memoryFile = path }
        }
        let first = try view(world)
        try await first.view.start()
        #expect(await first.view.decide(TestPolicy.request).isWithoutFloor)
        let fork = try view(world.fork(at: 5, TestPolicy()))
        try await fork.view.start()
        #expect(await fork.view.decide(TestPolicy.request).decision.code == .finalRegressed)
        let again = try view(world)
        try await again.view.start()
        #expect(await again.view.decide(TestPolicy.request).decision.code == .finalRegressed)
        try again.view.acknowledge(again.view.status.halt)
        await again.view.poll()
        #expect(await again.view.decide(TestPolicy.request).decision.isAllowed)
        for text in ["", "{}", #"{"version":1,"floor":{"number":"x"}}"#] {
            try Data(text.utf8).write(to: URL(filePath: path))
            #expect(throws: StartFault.self) { _ = try view(world) }
        }
    }

    private func told(_ test: TestView) -> [ChainEvent] {
        test.events.filter { $0 != .agreed }
    }

    /// The contract's gateway id, what the configuration accepts, and what is told at the start.
    static let gateways: [(String, Set<String>, ChainEvent?)] = [
        ("", [], .gateway(id: "", isAccepted: false)),
        ("any", [], .gateway(id: "any", isAccepted: false)),
        ("any", ["any"], .gateway(id: "any", isAccepted: true)),
        ("0x" + String(repeating: "9a", count: 20), [], nil),
        (String(repeating: "9a", count: 20), [], nil),
    ]

    @Test(
        "G19: a gateway that is none, or that no guest can check, is told once", arguments: gateways
    )
    func gateway(id: String, accepted: Set<String>, event: ChainEvent?) async throws {
        var policy = TestPolicy()
        policy.gateway = id
        let world = TestWorld(policy)
        let test = try TestView([TestNode("a", world)], quorum: 1) {
            $0.rules.acceptedGateways = accepted
        }
        try await test.view.start()
        #expect(test.view.status.kms?.gatewayAppID == id)
        #expect(told(test) == [event].compactMap(\.self))
        world.append(policy)
        await test.view.poll()
        #expect(told(test).count == (event == nil ? 0 : 1))
        #expect(event?.description.contains(id.isEmpty ? "no gateway" : "\"\(id)\"") != false)
    }

    @Test("G19: a gateway that is changed to one that no guest can check is told at the next block")
    func changedGateway() async throws {
        let world = TestWorld()
        let test = try TestView([TestNode("a", world)], quorum: 1)
        try await test.view.start()
        #expect(told(test).isEmpty)
        var policy = TestPolicy()
        policy.gateway = "any"
        world.append(policy)
        test.advance(2)
        await test.view.poll()
        #expect(told(test) == [.gateway(id: "any", isAccepted: false)])
    }
}
