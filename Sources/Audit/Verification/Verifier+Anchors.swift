import Chain
import Primitives

extension Verifier {
    /// The newest block that is agreed: by the auditor, or by enough providers at the end.
    func findAnchor(
        _ found: [BlockPoint], last: BlockHeader?, _ result: inout HistoryVerification
    ) throws(StoreError) {
        if let newest = found.max(by: { $0.number < $1.number }) {
            result.anchor = newest
            result.vouchers = ["the auditor"]
        }
        guard let last else { return }
        if let progress = try store.progress(), progress != last.point {
            result.refutations.append(
                "the store ends with \(progress.hash), its headers end with \(last.hash)")
        }
        let ends = try store.ends()
        let agreeing = ends.filter { $0.value == last.point }.map(\.key).sorted()
        for (provider, point) in ends.sorted(by: { $0.key < $1.key })
        where point.number == last.number && point.hash != last.hash {
            result.refutations.append(
                "\(EscapedText(provider)) has another block \(point.number): \(point.hash)")
        }
        guard agreeing.count >= quorum else { return }
        result.anchor = last.point
        result.vouchers = agreeing
    }

    /// The contracts: those that the auditor named, and those that the logs of known ones name. A
    /// store that lacks one of them hides its logs.
    func checkedSubjects(
        _ range: ClosedRange<BlockNumber>, _ result: inout HistoryVerification
    ) throws(StoreError) -> [Subject] {
        let stored = try store.subjects()
        var known: [Address: Subject] = [:]
        for subject in stored where subject.isGiven { known[subject.address] = subject }
        var isGrowing = true
        while isGrowing {
            let before = known.count
            try store.eachLog(in: range) { log throws(StoreError) in
                guard known[log.log.address] != nil else { return }
                Discovery.add(Discovery.subjects(in: log, known: known), to: &known)
            }
            isGrowing = known.count > before
        }
        let addresses = Set(stored.map(\.address))
        for missing in Set(known.keys).subtracting(addresses).sorted() {
            result.refutations.append("the history of \(missing), which a log names, is missing")
        }
        for subject in stored where known[subject.address] == nil {
            result.refutations.append("no log names \(subject.address)")
        }
        return known.values.sorted { $0.address < $1.address }
    }

    /// Holds the kept states against the history.
    func checkStates(
        _ subjects: [Subject], _ range: ClosedRange<BlockNumber>,
        _ result: inout HistoryVerification
    ) throws(StoreError) {
        let states = try store.states()
        guard let block = states.first?.block else {
            result.reservations.append("no state is kept: events were not compared with it")
            return
        }
        guard let header = try store.header(block), range.contains(block) else {
            result.reservations.append("the kept state's block \(block) is not in the store")
            return
        }
        var replay = StateReplay(subjects)
        try HistoryReader(store).eachTransaction(in: range.lowerBound...block) {
            events throws(StoreError) in _ = replay.apply(events)
        }
        result.stateBlock = block
        for subject in subjects where subject.role != .implementation {
            guard let state = states.first(where: { $0.address == subject.address }) else {
                result.reservations.append("no state of \(subject.address) is kept")
                continue
            }
            let expectations = replay.expectations(of: subject.address)
            guard let proof = StoredProof.decode(state.proof) else {
                result.refutations.append("the state of \(subject.address) is damaged")
                continue
            }
            do throws(ProofError) {
                let account = try proof.verified(
                    stateRoot: header.stateRoot, address: subject.address,
                    slots: proof.slots.map(\.key))
                let asked = Set(proof.slots.map(\.key))
                let missing = expectations.filter { !asked.contains($0.slot) }
                if account.account?.hasCode == true, !missing.isEmpty {
                    result.reservations.append(
                        "\(missing.count) slots of \(subject.address) were not proved")
                }
                result.states.append(
                    StateCheck(account, role: subject.role, expectations: expectations))
            } catch {
                result.refutations.append("the state of \(subject.address): \(error)")
            }
        }
    }
}
