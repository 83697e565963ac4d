import Authorization
import Codec
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Threats to what is read, each with its rule")
struct ProofThreatTests {
    /// Threat, what the node does, the rule.
    struct Row: Sendable, CustomTestStringConvertible {
        let threat: String
        let alteration: TestNode.Alteration
        let code: String

        init(_ threat: String, _ alteration: TestNode.Alteration, _ code: String) {
            self.threat = threat
            self.alteration = alteration
            self.code = code
        }

        var testDescription: String { "\(threat) \(code): \(alteration.rawValue)" }
    }

    static let rows = [
        Row("R08", .slot, "proof.invalid"), Row("R08", .account, "proof.invalid"),
        Row("R08", .code, "proof.invalid"), Row("R09", .otherAddress, "proof.address"),
        Row("R10", .otherSlot, "proof.key"), Row("R10", .relabelledSlot, "proof.invalid"),
        Row("R11", .droppedSlot, "proof.count"),
        Row("R11", .extraSlot, "proof.count"), Row("R11", .swappedSlots, "proof.key"),
        Row("R12", .noExclusion, "proof.missing"), Row("R13", .trailingNode, "proof.encoding"),
        Row("R14", .otherBlock, "proof.root"),
    ]

    @Test(
        "R08-R14: denied alone, by the code of the row",
        arguments: rows)
    func alone(row: Row) async throws {
        let world = TestWorld()
        let node = TestNode("a", world)
        let test = try TestView([node], quorum: 1)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        world.append(TestPolicy())
        test.advance(2)
        await test.view.poll()
        let fresh = try TestView([node], quorum: 1)
        fresh.advance(2)
        node.behaviour = .altering(row.alteration)
        try await fresh.view.start()
        let decided = await fresh.view.decide(TestPolicy.request)
        #expect(!decided.decision.isAllowed)
        #expect(decided.decision.code.rawValue == row.code)
        #expect(decided.decision.reason.hasPrefix(row.code + ": "))
    }

    @Test("The next provider serves, the liar is named and loses its vote", arguments: rows)
    func failover(row: Row) async throws {
        let world = TestWorld()
        let nodes = [
            TestNode("liar", world, .altering(row.alteration)), TestNode("b", world),
            TestNode("c", world),
        ]
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.isAllowed && decided.evidence == .proved)
        let lies = test.events.filter {
            if case .lie(operator: "liar", let code, evidence: _) = $0 {
                code.rawValue == row.code
            } else {
                false
            }
        }
        #expect(lies.count == 1)
        let status = test.view.status
        #expect(
            status.operators[0].quarantine?.rawValue == row.code && status.operators[0].lies > 0)
        await test.view.poll()
        #expect(test.view.status.heads?.recentVoters == ["b", "c"])
        nodes[0].behaviour = .honest
        try test.view.release("liar")
        await test.view.poll()
        #expect(test.view.status.heads?.recentVoters == ["liar", "b", "c"])
    }

    @Test("What a liar said is kept byte for byte, of its proofs and of its headers")
    func evidence() async throws {
        for alteration in [TestNode.Alteration.slot, .header] {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "evidence-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let world = TestWorld()
            let nodes = [
                TestNode("liar", world, .altering(alteration)), TestNode("b", world),
                TestNode("c", world),
            ]
            let test = try TestView(nodes, quorum: 2) { $0.evidenceFolder = folder.path }
            try await test.view.start()
            #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
            let files = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            let file = try #require(files.first)
            #expect(files.count == 1)
            let told = test.events.contains { $0.description.contains(file.lastPathComponent) }
            #expect(told)
            let kept = try JSONValue(parsing: Bytes(try Data(contentsOf: file)))
            #expect(
                kept["code"]?.string == (alteration == .slot ? "proof.invalid" : "header.hash"))
            let liar = try #require(kept["operators"]?.array?.first)
            #expect(liar["operator"]?.string == "liar")
            let exchange = try #require(liar["exchanges"]?.array?.first)
            for (member, word) in [("request", "method"), ("answer", "result")] {
                let bytes = try Bytes(hex: try #require(exchange[member]?.string))
                #expect(String(decoding: bytes, as: UTF8.self).contains("\"\(word)\""))
            }
        }
    }

    @Test(
        "R06 header.hash, T05 T06 rpc.json, T07 rpc.id, T08 rpc.hex: no answer to the question",
        arguments: [
            Row("R06", .header, "header.hash"), Row("T05", .notJSON, "rpc.json"),
            Row("T06", .twoResults, "rpc.json"), Row("T07", .badIdentifier, "rpc.id"),
            Row("T08", .badHex, "rpc.hex"),
        ])
    func malformed(row: Row) async throws {
        let test = try TestView([TestNode("a", TestWorld(), .altering(row.alteration))], quorum: 1)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.code.rawValue == row.code)
        #expect(!test.view.status.isReady)
    }

    @Test("R24 proof.window: a node that cannot is no liar, and another serves")
    func window() async throws {
        let world = TestWorld()
        let cannot = TestNode.Behaviour.refusing(-32000, "missing trie node 12ab (path )")
        let alone = try TestView([TestNode("a", world, cannot)], quorum: 1)
        try await alone.view.start()
        #expect(await alone.view.decide(TestPolicy.request).decision.code == .proofWindow)
        #expect(alone.view.status.operators[0].quarantine == nil)
        let nodes = [TestNode("a", world, cannot), TestNode("b", world), TestNode("c", world)]
        let test = try TestView(nodes, quorum: 3)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("R23 node.refused: a rate limit is asked elsewhere, within the deadline")
    func rateLimit() async throws {
        let world = TestWorld()
        let limited = TestNode.Behaviour.refusing(-32005, "daily request count exceeded")
        let nodes = [TestNode("a", world, limited), TestNode("b", world)]
        let test = try TestView(nodes, quorum: 2)
        try await test.view.start()
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        nodes[1].behaviour = limited
        world.append(TestPolicy())
        await test.view.poll()
        #expect(await test.view.decide(TestPolicy.request).decision.code == .node)
    }
}
