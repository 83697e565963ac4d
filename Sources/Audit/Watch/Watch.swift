import Codec
import Contracts
public import Primitives

/// Folds a history into alerts: the same history gives the same alerts with the same ids, whatever
/// the paging, so that whoever keeps the ids delivers each of them once.
public struct Watch: Sendable {
    private let rules: WatchRules
    /// The contracts whose policy decides what may boot.
    private let governed: Set<Address>
    private var waiting: [Step: Waiting] = [:]
    private var executedIn: [Step: Hash32] = [:]
    private var grants: [PolicyState.Key: TimelineEntry] = [:]
    private var ready: [Step: Alert] = [:]
    private var foreign: [Step: Alert] = [:]

    private struct Step: Hashable {
        let timelock: Address
        let operation: Hash32
    }

    private struct Waiting {
        let entry: TimelineEntry
        let readyAt: Timestamp
        let isForeign: Bool
    }

    /// A watch over a deployment.
    ///
    /// - Parameters:
    ///   - rules: What is ours, and what is short.
    ///   - subjects: The contracts.
    public init(_ rules: WatchRules, subjects: [Subject]) {
        self.rules = rules
        governed = Set(subjects.filter { $0.role == .kms || $0.role == .app }.map(\.address))
    }

    /// What stands open at the end of what was folded, by id.
    public var open: [Alert] {
        (Array(ready.values) + foreign.values).sorted { $0.id < $1.id }
    }

    /// The alerts of changes, which come in the order of the chain.
    public mutating func apply(_ entries: [TimelineEntry]) -> [Alert] {
        var alerts: [Alert] = []
        for (index, entry) in entries.enumerated() {
            // What was ready when the block was made was ready before what the block did.
            alerts += advance(to: entry.time)
            switch entry.change {
            case .scheduled: alerts += schedule(entry, entries[index...])
            case .executed(let operation, _): alerts += execute(entry, operation)
            case .cancelled(let operation):
                let step = Step(timelock: entry.contract, operation: operation)
                forget(step)
                alerts.append(alert(.cancelled, entry, operation, "operation withdrawn"))
            case .policy(let name, let value, let isEnabled):
                alerts += policy(entry, name, value, isEnabled)
            default:
                if let kind = Watch.kind(of: entry.change) {
                    alerts.append(
                        alert(kind, entry, nil, "\(entry.change.kind) \(entry.change.value)"))
                }
            }
        }
        return alerts
    }

    /// The alerts of time: what may be executed now.
    ///
    /// - Parameter time: The time of the last block.
    /// - Returns: The alerts, by when they were ready.
    public mutating func advance(to time: Timestamp) -> [Alert] {
        var alerts: [Alert] = []
        for (step, waits) in waiting where waits.readyAt <= time && ready[step] == nil {
            let alert = Alert(
                id: "ready:\(step.timelock.hex):\(step.operation.hex):\(waits.entry.block)",
                kind: .ready, time: waits.readyAt, entry: waits.entry,
                operation: step.operation,
                text: "operation may be executed by whoever has the role, since \(waits.readyAt)")
            ready[step] = alert
            alerts.append(alert)
        }
        return alerts.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    private mutating func schedule(
        _ entry: TimelineEntry, _ rest: ArraySlice<TimelineEntry>
    ) -> [Alert] {
        guard case .scheduled(let operation, _, _, let delay) = entry.change else { return [] }
        let step = Step(timelock: entry.contract, operation: operation)
        // One operation of several calls is told by an event for each of them.
        if waiting[step]?.entry.transaction == entry.transaction { return [] }
        forget(step)
        var calls: [String] = []
        var touchesPolicy = false
        for other in rest.prefix(while: { $0.transaction == entry.transaction }) {
            guard case .scheduled(operation, let target, let calldata, _) = other.change else {
                continue
            }
            touchesPolicy = touchesPolicy || governed.contains(target)
            let call = KnownContracts.decodeCall(calldata)?.function.signature ?? "unknown function"
            calls.append("\(target.checksummed) \(call)")
        }
        let isForeign =
            rules.expected.isEmpty
            ? entry.approval?.safe != rules.safe : !rules.expected.contains(operation)
        let seconds = UInt64(exactly: delay) ?? .max
        let readyAt = entry.time.adding(seconds: seconds)
        waiting[step] = Waiting(entry: entry, readyAt: readyAt, isForeign: isForeign)
        let subject = touchesPolicy ? "operation on the policy" : "operation"
        let what = "\(calls.joined(separator: ", ")); ready at \(readyAt)"
        var alerts = [alert(.scheduled, entry, operation, "\(subject) scheduled: \(what)")]
        if isForeign {
            let through = entry.approval.map { "Safe \($0.safe.checksummed)" }
            let foreign = alert(
                .foreignProposal, entry, operation,
                "\(subject) that is none of ours, by "
                    + (through ?? entry.executor.checksummed) + ": \(what)")
            self.foreign[step] = foreign
            alerts.append(foreign)
        }
        return alerts
    }

    private mutating func execute(_ entry: TimelineEntry, _ operation: Hash32) -> [Alert] {
        let step = Step(timelock: entry.contract, operation: operation)
        guard executedIn[step] != entry.transaction else { return [] }
        executedIn[step] = entry.transaction
        let isForeign = waiting[step]?.isForeign ?? false
        forget(step)
        return [
            alert(
                .executed, entry, operation,
                (isForeign ? "operation that is none of ours executed" : "operation executed")
                    + " by \(entry.executor.checksummed)")
        ]
    }

    private mutating func forget(_ step: Step) {
        waiting[step] = nil
        ready[step] = nil
        foreign[step] = nil
    }

    private mutating func policy(
        _ entry: TimelineEntry, _ name: String, _ value: Hash32, _ isEnabled: Bool
    ) -> [Alert] {
        // Upgraded, which follows, tells it.
        if name == DstackPolicy.implementationUpgrade.rawValue { return [] }
        let operation = entry.passage?.operation
        let text = "\(name) \(value.hex) \(isEnabled ? "allowed" : "not allowed any more")"
        guard !PolicyState.isSetting(name) else {
            return [alert(.setting, entry, operation, text)]
        }
        let key = PolicyState.Key(contract: entry.contract, policy: name, value: value)
        guard !isEnabled else {
            if grants[key] == nil { grants[key] = entry }
            return [alert(.grant, entry, operation, text)]
        }
        var alerts = [alert(.revocation, entry, operation, text)]
        if let begin = grants.removeValue(forKey: key) {
            let (seconds, isNegative) = entry.time.seconds.subtractingReportingOverflow(
                begin.time.seconds)
            if isNegative || seconds < rules.shortSeconds {
                let lasted = SecondsSpan(seconds: isNegative ? 0 : seconds)
                alerts.append(
                    alert(
                        .shortLivedGrant, entry, operation,
                        "\(name) \(value.hex) was allowed for \(lasted) only, since block "
                            + "\(begin.block)"))
            }
        }
        return alerts
    }

    private func alert(
        _ kind: Alert.Kind, _ entry: TimelineEntry, _ operation: Hash32?, _ text: String
    ) -> Alert {
        Alert(
            id: "\(kind.rawValue):\(entry.block):\(entry.place)", kind: kind, time: entry.time,
            entry: entry, operation: operation, text: text)
    }

    /// The kind of an alert that a change is by itself.
    private static func kind(of change: Change) -> Alert.Kind? {
        switch change {
        case .ownershipOffered, .ownershipTransferred: .owner
        case .upgraded, .initialized: .upgrade
        case .roleGranted, .roleRevoked, .roleAdminChanged: .role
        case .delayChanged: .delay
        case .safeSetUp, .safeOwnerAdded, .safeOwnerRemoved: .signer
        case .safeThreshold: .threshold
        case .moduleEnabled, .moduleDisabled, .guardChanged, .fallbackHandlerChanged,
            .moduleActed:
            .module
        case .hashApproved: .proposal
        case .policy, .scheduled, .executed, .cancelled, .safeExecuted: nil
        }
    }
}
