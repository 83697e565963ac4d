import Audit
import Chain
import Primitives

/// Follows a chain round by round: brings the store up to date, folds what is new into alerts, notes
/// them, and delivers what was noted.
///
/// It may end anywhere: what is not noted is folded again from the store at the next start, and what
/// is not delivered is in the journal.
struct WatchRunner {
    let sync: HistorySync
    let rules: WatchRules
    private var decisions: DecisionFollowing?
    let channels: [AlertChannel]
    /// After how many seconds what stands open is told again.
    let reminderSeconds: UInt64
    /// Whether the store's whole history is told at the first start.
    let isFromStart: Bool
    let status: WatchStatus
    let journal: WatchJournal

    private var folded: Folded?

    private struct Folded {
        let subjects: [Subject]
        var timeline: Timeline
        var watch: Watch
        var grants: GrantHistory
        var end: BlockPoint?
        var endTime = Timestamp(seconds: 0)
    }

    init(
        sync: HistorySync, rules: WatchRules, decisions: DecisionFollowing?,
        channels: [AlertChannel],
        reminderSeconds: UInt64, isFromStart: Bool, status: WatchStatus
    ) throws(CommandFailure) {
        self.sync = sync
        self.rules = rules
        self.decisions = decisions
        self.channels = channels
        self.reminderSeconds = reminderSeconds
        self.isFromStart = isFromStart
        self.status = status
        journal = try sync.store.asking { store throws(StoreError) in try WatchJournal(store) }
    }

    /// One round.
    ///
    /// - Returns: What stands open and is not acknowledged; and why the chain could not be followed,
    ///   where it could not.
    mutating func round() async throws(CommandFailure) -> (open: [Alert], failure: CommandFailure?)
    {
        var failure: CommandFailure?
        do throws(CommandFailure) { _ = try await sync.run(to: .finalized) } catch {
            // Another chain, or another deployment's store, does not heal by itself.
            guard error.code == .chain else { throw error }
            failure = error
            status.failed()
        }
        let now = MachineTime.now
        let alerts = try fold()
        guard let end = folded?.end, let endTime = folded?.endTime else { return ([], failure) }
        if failure == nil { status.followed(to: end.number, time: endTime, at: now) }
        let standing =
            (folded?.watch.open ?? []) + (try decisionAlerts(end: end.number, endTime, at: now))
        let told = try tell(alerts, standing, end: endTime, at: now)
        let acknowledged = try asking { journal throws(StoreError) in try journal.acknowledged() }
        let open = standing.filter { !acknowledged.contains($0.id) }
        status.noted(told, open: open)
        for channel in channels { try await deliver(to: channel) }
        return (open, failure)
    }

    /// The alerts of the blocks that were not folded yet; of all blocks where the chain, or what is
    /// followed, is another than before. Ids make the same alerts the same.
    private mutating func fold() throws(CommandFailure) -> [Alert] {
        let rules = rules
        let knownCode = decisions?.knownCode ?? []
        var isNew = false
        // One owner, so that what grows is not copied; after a failure all is folded again.
        var state = folded
        folded = nil
        let alerts = try sync.store.asking { store throws(StoreError) -> [Alert] in
            guard let end = try store.progress() else { return [] }
            let subjects = try store.subjects()
            if let old = state {
                let last = try old.end.flatMap { point throws(StoreError) in
                    try store.newestBlock(until: point.number)
                }
                if old.subjects != subjects || old.end != last { state = nil }
            }
            let deployment = try store.deployment()
            var next =
                state
                ?? Folded(
                    subjects: subjects, timeline: Timeline(subjects),
                    watch: Watch(rules, subjects: subjects),
                    grants: GrantHistory(
                        kms: deployment.kms, contracts: Set(subjects.map(\.address)),
                        knownCode: knownCode),
                    end: nil)
            isNew = state == nil
            state = nil
            var first = deployment.firstBlock
            if let last = next.end { first = BlockNumber(last.number.value + 1) }
            var alerts: [Alert] = []
            if first <= end.number {
                try HistoryReader(store).eachTransaction(in: first...end.number) {
                    events throws(StoreError) in
                    let entries = next.timeline.apply(events)
                    next.grants.apply(entries, of: events)
                    alerts += next.watch.apply(entries)
                }
            }
            if let header = try store.header(end.number) {
                alerts += next.watch.advance(to: header.timestamp)
                next.endTime = header.timestamp
            }
            next.end = end
            state = next
            return alerts
        }
        folded = state
        // Releases were judged by a history that is another now.
        if isNew { decisions?.forget() }
        return alerts
    }

    /// Where the log of decisions disagrees with the history, or is not what was signed.
    private mutating func decisionAlerts(
        end: BlockNumber, _ endTime: Timestamp, at now: Timestamp
    ) throws(CommandFailure) -> [Alert] {
        guard let grants = folded?.grants else { return [] }
        let audit = DecisionAudit(
            history: grants, end: end, endTime: endTime, shortSeconds: rules.shortSeconds)
        let alerts = try decisions?.alerts(audit, store: sync.store, journal: journal, at: now)
        status.read(records: decisions?.readCount ?? 0)
        return alerts ?? []
    }

    /// Notes what is new and what is due again.
    private func tell(
        _ alerts: [Alert], _ standing: [Alert], end: Timestamp, at now: Timestamp
    ) throws(CommandFailure) -> [Alert] {
        try asking { journal throws(StoreError) in
            let begin = try journal.begin(at: isFromStart ? Timestamp(seconds: 0) : end)
            let new = alerts.filter { $0.time > begin }
            try journal.note(new.map { ($0, 0) }, at: now)
            var last: [String: WatchJournal.Last] = [:]
            for alert in standing { last[alert.id] = try journal.last(alert.id) }
            let due = Reminders.due(
                standing, last: last, acknowledged: try journal.acknowledged(), now: now,
                interval: reminderSeconds)
            try journal.note(due, at: now)
            return new + due.map(\.alert)
        }
    }

    /// Delivers in order; what is not taken keeps what follows it.
    private func deliver(to channel: AlertChannel) async throws(CommandFailure) {
        let notices = try asking { journal throws(StoreError) in
            try journal.pending(for: channel.name)
        }
        var count = 0
        var fault: String?
        for notice in notices {
            fault = await channel.deliver(notice)
            if let fault {
                StandardError.write("\(channel.name): \(fault); it is tried again")
                break
            }
            try asking { journal throws(StoreError) in
                try journal.deliver(notice, to: channel.name)
            }
            count += 1
        }
        status.delivered(
            UInt64(count), pending: UInt64(notices.count - count), isFailed: fault != nil,
            to: channel.name)
    }

    private func asking<Result>(
        _ question: (WatchJournal) throws(StoreError) -> Result
    ) throws(CommandFailure) -> Result {
        try sync.store.asking { _ throws(StoreError) in try question(journal) }
    }
}
