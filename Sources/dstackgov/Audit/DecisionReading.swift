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

    /// Checks every record and every signed head, repeats every decision and joins those that let a
    /// boot pass with the history.
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
        do throws(LogError) {
            let reader = try LogReader(folder: folder)
            let report = try reader.verify(signedBy: identity)
            try reader.read { item throws(LogError) in
                guard let release = try release(of: item) else { return }
                do throws(StoreError) {
                    try audit.apply(release) { number throws(StoreError) in
                        try store.header(number)?.hash
                    }
                } catch {
                    throw LogError(.system, "store", error.description)
                }
            }
            return Result(report: report, audit: audit)
        } catch {
            let isOfLog = [.record, .head, .shorter].contains(error.rule)
            throw CommandFailure(isOfLog ? .refused : .input, error.description)
        }
    }

    /// The boot of a record that let one pass.
    private func release(of item: LogRecord) throws(LogError) -> RecordedRelease? {
        let record: BootRecord
        do throws(BootRecord.Fault) { record = try BootRecord(repeating: item.content) } catch {
            throw LogError(.record, folder, "record \(item.index): \(error)")
        }
        guard record.decision.isAllowed,
            let request = try? BootRequest(body: Bytes(utf8: record.body), kind: record.kind)
        else { return nil }
        let isOfChain = record.backend == .chain
        let views = [record.basis?.finalized, record.basis?.recent].compactMap { $0 }
        return RecordedRelease(
            mark: RecordedRelease.Mark(
                index: item.index, leaf: item.leaf, time: Timestamp(seconds: record.time / 1000)),
            boot: RecordedRelease.Boot(
                isKms: request.kind == .kms, app: request.appID, image: request.osImageHash,
                compose: request.composeHash, measurement: request.mrAggregated,
                device: request.deviceID),
            kms: isOfChain ? record.basis?.kms : nil,
            blocks: isOfChain
                ? views.map { BlockPoint(number: $0.number, hash: $0.hash) } : [])
    }
}
