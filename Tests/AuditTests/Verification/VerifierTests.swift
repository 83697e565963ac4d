import Chain
import Primitives
import Testing

@testable import Audit

@Suite("What a store proves")
struct VerifierTests {
    private func store() async throws -> AuditStore {
        let store = try AuditStore.recorded()
        try await store.synchronize(
            from: [
                RecordedChain(RecordedChain.history, label: "one"),
                RecordedChain(RecordedChain.history, label: "two"),
            ], to: 53)
        return store
    }

    @Test("Two providers that have the last block make the history complete")
    func complete() async throws {
        let result = try await Verifier(try await store()).run()
        #expect(
            result.ranges == [RangeEvidence(blocks: 0...53, level: .complete, reason: "")])
        #expect(result.refutations == [])
        #expect(result.isComplete)
        #expect(result.vouchers == ["one", "two"])
        #expect(result.excluded.byFilter + result.excluded.byReceipts == 54)
    }

    @Test("One provider does not, unless the auditor knows a hash; and then only up to it")
    func anchors() async throws {
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        #expect(try await Verifier(store).run().ranges.map(\.level) == [.bare])
        #expect(try await Verifier(store, quorum: 1).run().isComplete)
        let hash = RecordedChain.history[40].header.hash
        let result = try await Verifier(store, anchors: [hash]).run()
        #expect(result.ranges.map(\.blocks) == [0...40, 41...53])
        #expect(result.ranges.map(\.level) == [.complete, .bare])
        #expect(!result.isComplete)
        #expect(try await Verifier(store, anchors: [.zero]).run().ranges.map(\.level) == [.bare])
    }

    @Test("G17: a block whose header counts milliseconds is named, and gets no date")
    func milliseconds() async throws {
        var blocks = RecordedChain.history
        var header = blocks[53].header.header
        header.timestamp = Timestamp(seconds: 1_643_400_064_123)
        blocks[53].header = BlockHeader(header)
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(blocks)], to: 53)
        let reservations = try await Verifier(store, quorum: 1).run().reservations
        #expect(reservations.contains { $0.hasPrefix("block 53 is of 1643400064123 s after 1970") })
        let honest = try await Verifier(try await self.store()).run()
        #expect(!honest.reservations.contains { $0.contains("year 9999") })
    }

    @Test("Each log taken out of the store in turn, and pairs of neighbours: its block shows it")
    func logs() async throws {
        let store = try await store()
        var blocks: [BlockNumber: [PlacedLog]] = [:]
        try store.eachLog(in: 0...53) { blocks[$0.block, default: []].append($0) }
        // Without the log that names a contract, nobody looks for that contract's logs any more:
        // such blocks are tried one by one, below.
        let naming = Set(try store.subjects().filter { !$0.isGiven }.map(\.found))
        for block in naming {
            for log in blocks[block] ?? [] {
                try store.connection.execute("SAVEPOINT whole")
                try store.connection.execute(
                    "DELETE FROM logs WHERE block = \(log.block) AND place = \(log.place)")
                #expect(try await Verifier(store).run().level(of: block) != .complete)
                try store.connection.execute("ROLLBACK TO whole; RELEASE whole")
            }
            blocks[block] = nil
        }
        let most = blocks.values.map(\.count).max() ?? 0
        for index in 0..<most {
            for count in 1...2 {
                // Blocks are judged one by one, so that one run tries one log of every block.
                try store.connection.execute("SAVEPOINT whole")
                let touched = blocks.filter { index < $0.value.count }
                for log in touched.values.flatMap({ $0.dropFirst(index).prefix(count) }) {
                    try store.connection.execute(
                        "DELETE FROM logs WHERE block = \(log.block) AND place = \(log.place)")
                }
                let result = try await Verifier(store).run()
                #expect(!result.isComplete)
                for block in touched.keys { #expect(result.level(of: block) != .complete) }
                try store.connection.execute("ROLLBACK TO whole; RELEASE whole")
            }
        }
        #expect(try await Verifier(store).run().isComplete)
    }

    @Test(
        "What else may be changed in a store",
        arguments: [
            "DELETE FROM headers WHERE number = 30",
            "DELETE FROM headers WHERE number = 53",
            "DELETE FROM headers WHERE number < 3",
            "UPDATE headers SET rlp = (SELECT rlp FROM headers WHERE number = 12) WHERE number = 9",
            "DELETE FROM receipts WHERE block = 17",
            "UPDATE receipts SET rlp = (SELECT rlp FROM receipts WHERE block = 22) WHERE block = 17",
            "UPDATE logs SET data = x'' WHERE block = 25 AND place = 0",
            "UPDATE logs SET transaction_place = 1 WHERE block = 17",
            "UPDATE logs SET block = 12 WHERE block = 17",
            "INSERT INTO logs SELECT 12, place, transaction_place, transaction_hash, address, "
                + "topics, data FROM logs WHERE block = 17",
            "DELETE FROM transactions WHERE block = 15",
            "UPDATE transactions SET sender = target WHERE block = 15",
            "UPDATE transactions SET input = x'' WHERE block = 15",
            "UPDATE logs SET transaction_hash = zeroblob(32) WHERE block = 15",
            "DELETE FROM subjects WHERE role = 'app'",
            "DELETE FROM subjects WHERE role = 'proposer'",
            "UPDATE progress SET hash = zeroblob(32)",
            "DELETE FROM ends",
            "UPDATE ends SET hash = zeroblob(32) WHERE provider = 'one'",
        ])
    func changed(sql: String) async throws {
        let store = try await store()
        try store.connection.execute(sql)
        #expect((try? await Verifier(store).run().isComplete) != true)
    }

    @Test("A kept state is part of the evidence")
    func states() async throws {
        let store = try await store()
        let recorded = try #require(RecordedState.history)
        var proofs: [Address: Bytes] = [:]
        for name in ["kms", "app", "timelock", "timelock2", "safe"] {
            let proof = try #require(recorded.proof(of: name, at: 53))
            proofs[proof.address] = StoredProof.encode(proof)
        }
        try store.keep(states: proofs, at: 53)
        let result = try await Verifier(store).run()
        #expect(result.states.count == 5)
        #expect(result.isComplete)
        #expect(result.refutations == [])
        try store.keep(states: proofs, at: 52)
        #expect(try await !Verifier(store).run().refutations.isEmpty)
    }

    @Test("An empty filter over receipts proves nothing")
    func emptyFilter() {
        var header = RecordedChain.history[17].header.header
        let keys = [Bloom.Key(Address.zero)]
        #expect(BloomRule.excludes(keys, in: header))
        header.logsBloom = Bloom()
        #expect(!BloomRule.excludes(keys, in: header))
        header.receiptsRoot = MerklePatriciaTrie.emptyRoot
        #expect(BloomRule.excludes(keys, in: header))
    }
}
