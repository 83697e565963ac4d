import Audit
import Chain
import EthereumClient
import Primitives

/// Fetches the storage of a deployment's contracts with proofs, at the last block of a store.
struct StateReading {
    let store: AuditStore
    let sources: [ProviderHistory]

    /// How many slots are asked for in one request.
    private static let slotBatch = 100

    /// Proves every slot that the history knows of and keeps the proofs in the store.
    ///
    /// - Returns: A sentence that says why not, where no provider still has the state.
    func run() async throws(CommandFailure) -> String? {
        let (subjects, expectations, header) = try known()
        guard let header else { return nil }
        var reasons: [String] = []
        for source in sources {
            var states: [Address: Bytes] = [:]
            do throws(ClientError) {
                for subject in subjects {
                    let slots = (expectations[subject.address] ?? []).map(\.slot)
                    let proof = try await proof(of: subject, slots, header, source.client)
                    states[subject.address] = StoredProof.encode(proof)
                }
            } catch {
                reasons.append("\(error)")
                continue
            }
            try store.asking { store throws(StoreError) in
                try store.keep(states: states, at: header.header.number)
            }
            return nil
        }
        return "the state of block \(header.header.number) is not proved: "
            + reasons.joined(separator: "; ")
    }

    private func known() throws(CommandFailure) -> (
        [Subject], [Address: [SlotExpectation]], SealedHeader?
    ) {
        try store.asking { store throws(StoreError) in
            guard let progress = try store.progress(), let range = try HistoryReader(store).range(),
                let header = try store.header(progress.number)
            else { return ([], [:], nil) }
            let subjects = try store.subjects()
            var replay = StateReplay(subjects)
            try HistoryReader(store).eachTransaction(in: range) { events throws(StoreError) in
                _ = replay.apply(events)
            }
            let followed = subjects.filter { $0.role != .implementation }
            let expectations = Dictionary(
                followed.map { ($0.address, replay.expectations(of: $0.address)) }
            ) { first, _ in first }
            return (followed, expectations, SealedHeader(header))
        }
    }

    /// The account with the slots, and with those that hold the bytes of long members.
    private func proof(
        of subject: Subject, _ slots: [Hash32], _ header: SealedHeader, _ client: EthereumClient
    ) async throws(ClientError) -> AccountProof {
        let first = try await merged(subject.address, slots, header, client)
        var values: [Hash32: UInt256] = [:]
        for slot in first.slots { values[slot.key] = slot.value }
        let known = Set(slots)
        let data = StateQuestion.dataSlots(of: subject.role, values: values)
            .filter { !known.contains($0) }
        guard !data.isEmpty else { return first }
        let second = try await merged(subject.address, data, header, client)
        return first.adding(second.slots)
    }

    private func merged(
        _ address: Address, _ slots: [Hash32], _ header: SealedHeader, _ client: EthereumClient
    ) async throws(ClientError) -> AccountProof {
        var result: AccountProof?
        var start = 0
        repeat {
            let part = Array(slots[start..<min(start + StateReading.slotBatch, slots.count)])
            start += max(part.count, 1)
            let proof = try await client.getProof(address, slots: part, at: .hash(header.hash))
            result = result?.adding(proof.slots) ?? proof
        } while start < slots.count
        return result
            ?? AccountProof(
                address: address, account: Account(nonce: 0, balance: .zero), accountProof: [],
                slots: [])
    }
}

extension AccountProof {
    /// The same account with further slots.
    fileprivate func adding(_ further: [Slot]) -> AccountProof {
        AccountProof(
            address: address, account: account, accountProof: accountProof,
            slots: slots + further)
    }
}
