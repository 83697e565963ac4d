import Audit
import Authorization
import Chain
import DecisionLog
import Primitives

/// Reads a service's log of decisions, believes none of it, and joins it with a store's history.
struct DecisionReading {
    let folder: String
    let identity: LogIdentity

    /// What the log is, and what it says beside the history.
    struct Result {
        let report: LogReader.Report
        let audit: DecisionAudit
    }

    /// Checks every record and every signed head, also against how far a watch has verified the log
    /// before, repeats every decision and joins those that let a boot pass with the history.
    ///
    /// - Throws: ``CommandFailure``: `refused` where a record or a head is not what was written, or
    ///   a decision does not follow from its record.
    func result(
        _ store: AuditStore, knownCode: Set<Address>, shortSeconds: UInt64
    ) throws(CommandFailure) -> Result {
        var audit = try store.asking { store throws(StoreError) in
            let history = try HistoryReader(store).grants(knownCode: knownCode)
            guard let end = try store.progress(), let header = try store.header(end.number) else {
                throw StoreError.empty
            }
            return DecisionAudit(
                history: history, end: end.number, endTime: header.timestamp,
                shortSeconds: shortSeconds)
        }
        let expected = try store.asking { store throws(StoreError) in
            try WatchJournal(store).verified(identity.description)
        }
        var follower = LogFollower(
            folder: folder, signedBy: identity,
            beginningWith: expected.map { LogFollower.Tree(size: $0.size, root: $0.root) })
        let report = try DecisionReading.asking { () throws(LogError) in
            try follower.next { record, _ throws(LogError) in
                guard let release = try release(of: record) else { return }
                try DecisionReading.asking(store) { store throws(StoreError) in
                    try audit.apply(release) { number throws(StoreError) in
                        try store.header(number)?.hash
                    }
                }
            }
        }
        return Result(report: report, audit: audit)
    }

    /// What reading a log gives, or why it cannot be believed or read.
    static func asking<Answer>(
        _ question: () throws(LogError) -> Answer
    ) throws(CommandFailure) -> Answer {
        do throws(LogError) { return try question() } catch {
            let isOfLog = [.record, .head, .shorter].contains(error.rule)
            throw CommandFailure(isOfLog ? .refused : .input, error.description)
        }
    }

    /// Asks a store while a log is being read.
    static func asking(
        _ store: AuditStore, _ question: (AuditStore) throws(StoreError) -> Void
    ) throws(LogError) {
        do throws(StoreError) { try question(store) } catch {
            throw LogError(.system, "store", error.description)
        }
    }

    /// The boot of a record that let one pass.
    func release(of item: LogRecord) throws(LogError) -> RecordedRelease? {
        let record: BootRecord
        do throws(BootRecord.Fault) { record = try BootRecord(repeating: item.content) } catch {
            throw LogError(.record, folder, "record \(item.index): \(error)")
        }
        guard record.decision.isAllowed else { return nil }
        let request = record.asked.request
        let isOfChain = record.backend == .chain
        let views = [record.decided?.finalized, record.decided?.recent].compactMap { $0 }
        return RecordedRelease(
            mark: RecordedRelease.Mark(
                index: item.index, leaf: item.leaf, time: Timestamp(seconds: record.time / 1000)),
            boot: RecordedRelease.Boot(
                isKms: request.kind == .kms, app: request.appID, image: request.osImageHash,
                compose: request.composeHash, measurement: request.mrAggregated,
                device: request.deviceID),
            kms: isOfChain ? record.decided?.basis.kms : nil,
            blocks: isOfChain
                ? views.map { BlockPoint(number: $0.number, hash: $0.hash) } : [])
    }
}
