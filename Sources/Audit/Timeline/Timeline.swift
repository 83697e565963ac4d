import Chain
import Codec
import Contracts
public import Primitives

/// Folds a history's events, transaction by transaction, into changes.
public struct Timeline: Sendable {
    /// What each followed contract is; only a timelock's operations and a Safe's signatures count.
    public private(set) var roles: [Address: Subject.Role]

    private var scheduled: [Step: Beginning] = [:]
    private var owners: [Address: Set<Address>] = [:]

    private struct Step: Hashable {
        let timelock: Address
        let operation: Hash32
    }

    private struct Beginning {
        let time: Timestamp
        let proposer: Address
        let approval: TimelineEntry.Approval?
    }

    /// A timeline of contracts.
    public init(roles: [Address: Subject.Role]) { self.roles = roles }

    /// A timeline of the subjects of a history.
    public init(_ subjects: [Subject]) {
        roles = Dictionary(subjects.map { ($0.address, $0.role) }) { first, _ in first }
    }

    /// The changes that `events` tell, which are in the order of the chain.
    public static func of(
        _ events: [HistoryEvent], roles: [Address: Subject.Role]
    ) -> [TimelineEntry] {
        var timeline = Timeline(roles: roles)
        var entries: [TimelineEntry] = []
        var start = 0
        while start < events.count {
            var end = start + 1
            while end < events.count, events[end].transaction == events[start].transaction,
                events[end].block == events[start].block
            {
                end += 1
            }
            entries += timeline.apply(events[start..<end])
            start = end
        }
        return entries
    }

    /// The changes of one transaction, whose events these are.
    ///
    /// The operation of a change is told by its CallExecuted, which follows the change; so is the
    /// Safe's transaction by its ExecutionSuccess.
    public mutating func apply(_ events: ArraySlice<HistoryEvent>) -> [TimelineEntry] {
        let changes = events.map { change(of: $0) }
        var entries: [TimelineEntry] = []
        for (offset, event) in events.enumerated() {
            guard let change = changes[offset],
                !Timeline.isRepeated(offset, event, changes, events)
            else { continue }
            let approval = approval(at: offset, changes, events)
            if case .scheduled(let operation, _, _, _) = change {
                scheduled[Step(timelock: event.log.address, operation: operation)] = Beginning(
                    time: event.time, proposer: event.sender, approval: approval)
            }
            let passage = passage(at: offset, changes, events)
            entries.append(
                TimelineEntry(
                    block: event.block, place: event.place, time: event.time,
                    transaction: event.transaction, executor: event.sender,
                    contract: event.log.address, change: change, passage: passage?.passage,
                    approval: passage?.approval ?? approval))
        }
        for (offset, event) in events.enumerated() {
            if let change = changes[offset] { note(change, of: event.log.address) }
        }
        return entries
    }

    private func change(of event: HistoryEvent) -> Change? {
        guard let role = roles[event.log.address],
            let change = Change(event.log) ?? Change(typed: event.log)
        else { return nil }
        let isOfPolicy =
            switch change {
            case .policy, .ownershipOffered, .ownershipTransferred, .upgraded, .initialized: true
            default: false
            }
        return isOfPolicy == (role == .kms || role == .app) ? change : nil
    }

    /// Whether the event is told once more, with its actor, by the event behind it.
    private static func isRepeated(
        _ offset: Int, _ event: HistoryEvent, _ changes: [Change?],
        _ events: ArraySlice<HistoryEvent>
    ) -> Bool {
        guard offset + 1 < changes.count, Change(typed: event.log) != nil else { return false }
        let next = events[events.startIndex + offset + 1]
        return next.log.address == event.log.address && Change(next.log) == changes[offset]
    }

    /// The operation whose call the change at `offset` is part of.
    private func passage(
        at offset: Int, _ changes: [Change?], _ events: ArraySlice<HistoryEvent>
    ) -> (passage: TimelineEntry.Passage, approval: TimelineEntry.Approval?)? {
        guard isDoneByTimelock(events[events.startIndex + offset].log) else { return nil }
        for later in offset..<changes.count {
            guard case .executed(let operation, _)? = changes[later] else { continue }
            let event = events[events.startIndex + later]
            let step = Step(timelock: event.log.address, operation: operation)
            guard let beginning = scheduled[step] else { return nil }
            let waited = event.time.seconds.subtractingReportingOverflow(beginning.time.seconds)
            return (
                TimelineEntry.Passage(
                    operation: operation, scheduled: beginning.time,
                    waited: waited.overflow ? 0 : waited.partialValue,
                    proposer: beginning.proposer), beginning.approval
            )
        }
        return nil
    }

    /// Whether a timelock may have made the change: PolicyChanged says who did; an app that the
    /// factory makes names the KMS.
    private func isDoneByTimelock(_ log: Log) -> Bool {
        guard let change = try? DstackPolicy.Changed(topics: log.topics, data: log.data) else {
            return true
        }
        return roles[change.actor] == .owner || roles[change.actor] == .kms
    }

    private mutating func note(_ change: Change, of contract: Address) {
        switch change {
        case .safeSetUp(let first, _, _): owners[contract] = Set(first)
        case .safeOwnerAdded(let owner): owners[contract, default: []].insert(owner)
        case .safeOwnerRemoved(let owner): owners[contract]?.remove(owner)
        case .cancelled(let operation):
            scheduled[Step(timelock: contract, operation: operation)] = nil
        default: break
        }
    }
}

extension Timeline {
    /// What owners of a Safe signed for the change at `offset`: its ExecutionSuccess follows.
    private func approval(
        at offset: Int, _ changes: [Change?], _ events: ArraySlice<HistoryEvent>
    ) -> TimelineEntry.Approval? {
        for later in offset..<changes.count {
            guard case .safeExecuted(let hash, _)? = changes[later] else { continue }
            let event = events[events.startIndex + later]
            let safe = event.log.address
            var signers: [Address] = []
            if let signatures = signatures(of: safe, before: later, events) {
                signers = SafeSigners.owners(of: hash, in: signatures)
            }
            if let known = owners[safe], !known.isSuperset(of: signers) { signers = [] }
            return TimelineEntry.Approval(hash: hash, safe: safe, signers: signers)
        }
        return nil
    }

    /// The signatures as the Safe's own event tells them (L2 Safes), or as the transaction's
    /// calldata has them.
    private func signatures(
        of safe: Address, before offset: Int, _ events: ArraySlice<HistoryEvent>
    ) -> Bytes? {
        for event in events.prefix(offset).reversed() where event.log.address == safe {
            if let told = try? Safe.SafeMultiSigTransaction(
                topics: event.log.topics, data: event.log.data)
            {
                return told.signatures
            }
            if Change(event.log).map(Timeline.endsSafeTransaction) == true { break }
        }
        guard let event = events.first, event.target == safe else { return nil }
        return (try? Safe.ExecTransaction(calldata: event.calldata))?.signatures
    }

    private static func endsSafeTransaction(_ change: Change) -> Bool {
        if case .safeExecuted = change { true } else { false }
    }
}
