import Audit
import Chain
import Primitives
import TestSupport
import Testing

@Suite("The replayed history is the recorded state, after every step")
struct RecordedStateTests {
    private static let contracts: [(name: String, role: Subject.Role)] = [
        ("kms", .kms), ("app", .app), ("timelock", .owner), ("timelock2", .owner),
        ("safe", .proposer),
    ]

    @Test("No event contradicts a proved slot, and what no event tells is named")
    func everyStep() async throws {
        let state = try #require(RecordedState.history)
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        let subjects = try store.subjects()
        var silent: Set<String> = []
        var slotCount = 0
        for block in UInt64(0)...53 {
            var replay = StateReplay(subjects)
            try HistoryReader(store).eachTransaction(in: 0...BlockNumber(block)) {
                events throws(StoreError) in _ = replay.apply(events)
            }
            let header = try #require(try store.header(BlockNumber(block)))
            for (name, role) in RecordedStateTests.contracts {
                let proof = try #require(state.proof(of: name, at: block))
                let account = try proof.verified(
                    stateRoot: header.stateRoot, address: proof.address,
                    slots: proof.slots.map(\.key))
                let check = StateCheck(
                    account, role: role, expectations: replay.expectations(of: proof.address))
                let contradicted = check.findings.filter { $0.kind == .contradicted }
                #expect(contradicted.isEmpty, "\(name) after block \(block): \(contradicted)")
                silent.formUnion(check.findings.map { "\(name): \($0.name)" })
                slotCount += account.slots.count
            }
        }
        #expect(slotCount > 3000)
        // The set-up of the app and setKmsQuote, setKmsInfo write without an event of the words.
        #expect(silent.contains("app: flags"))
        #expect(silent.contains("kms: quote"))
        #expect(silent.contains("kms: CA public key"))
        #expect(!silent.contains("kms: gateway app id"))
        #expect(!silent.contains("safe: threshold"))
    }

    @Test("A missing grant, a missing revocation and a missing Safe transaction contradict")
    func missing() async throws {
        let state = try #require(RecordedState.history)
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        let header = try #require(try store.header(53))
        for (name, role, block) in [
            ("kms", Subject.Role.kms, BlockNumber(25)), ("kms", .kms, 22), ("safe", .proposer, 21),
            ("timelock", .owner, 19),
        ] {
            var replay = StateReplay(try store.subjects())
            try HistoryReader(store).eachTransaction(in: 0...53) { events throws(StoreError) in
                if events.first?.block != block { _ = replay.apply(events) }
            }
            let proof = try #require(state.proof(of: name, at: 53))
            let account = try proof.verified(
                stateRoot: header.stateRoot, address: proof.address,
                slots: proof.slots.map(\.key))
            let check = StateCheck(
                account, role: role, expectations: replay.expectations(of: proof.address))
            let isFound = check.findings.contains { $0.kind == .contradicted }
            // The revocation of block 22 is undone by block 25: state cannot show it.
            #expect(isFound == (block != 22), "\(name) without block \(block)")
        }
    }

    @Test("A proof as bytes is the same proof, and its bytes cut anywhere are none")
    func stored() throws {
        let state = try #require(RecordedState.history)
        let proof = try #require(state.proof(of: "kms", at: 53))
        let bytes = StoredProof.encode(proof)
        #expect(StoredProof.decode(bytes) == proof)
        for count in stride(from: 0, to: bytes.count, by: 97) {
            #expect(StoredProof.decode(bytes.slice(0..<count)) == nil)
        }
    }
}
