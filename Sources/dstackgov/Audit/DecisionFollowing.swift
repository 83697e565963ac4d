import Audit
import Chain
import DecisionLog
import Primitives

/// A service's log of decisions beside the history, round by round: each round reads the records
/// that are new, and a log that was changed behind what was read is told for as long as it is so.
struct DecisionFollowing {
    let reading: DecisionReading
    let knownCode: Set<Address>

    private struct State {
        var follower: LogFollower
        var watch = DecisionWatch()
    }

    private var state: State?
    private var forgottenCount: UInt64 = 0

    init(reading: DecisionReading, knownCode: Set<Address>) {
        self.reading = reading
        self.knownCode = knownCode
    }

    /// How many records all rounds have read.
    var readCount: UInt64 { forgottenCount + (state?.follower.readCount ?? 0) }

    /// Judges all records again in the next round, since the history is another.
    mutating func forget() {
        forgottenCount = readCount
        state = nil
    }

    /// Where the log disagrees with the history, or is not what was signed.
    ///
    /// - Parameters:
    ///   - audit: The history, without any record.
    ///   - store: The blocks.
    ///   - journal: How far the log was verified.
    ///   - now: The moment.
    /// - Returns: What stands open.
    /// - Throws: ``CommandFailure`` where the log or the store cannot be read.
    mutating func alerts(
        _ audit: DecisionAudit, store: AuditStore, journal: WatchJournal, at now: Timestamp
    ) throws(CommandFailure) -> [Alert] {
        let name = reading.identity.description
        let verified = try store.asking { _ throws(StoreError) in try journal.verified(name) }
        let expected = verified.map { LogFollower.Tree(size: $0.size, root: $0.root) }
        let before =
            state
            ?? State(
                follower: LogFollower(
                    folder: reading.folder, signedBy: reading.identity, beginningWith: expected))
        do throws(CommandFailure) {
            let next = try read(audit, before, store)
            state = next
            let tree = next.follower.tree
            if tree != expected {
                try store.asking { _ throws(StoreError) in
                    try journal.noteVerified(name, size: tree.size, root: tree.root)
                }
            }
            return next.watch.open
        } catch {
            guard error.code == .refused else { throw error }
            // What was found stays found, and the next round asks again.
            state = before
            return before.watch.open
                + [Alert(logFault: error.what, behind: expected?.size ?? 0, at: now)]
        }
    }

    /// The state after what is new in the log; nothing of it counts where the log is at fault.
    private func read(
        _ history: DecisionAudit, _ before: State, _ store: AuditStore
    ) throws(CommandFailure) -> State {
        var audit = history
        var next = before
        func stored(_ number: BlockNumber) throws(StoreError) -> Hash32? {
            try store.header(number)?.hash
        }
        try DecisionReading.asking { () throws(LogError) in
            try DecisionReading.asking(store) { _ throws(StoreError) in
                try next.watch.judgeWaiting(&audit, stored: stored)
            }
            var watch = next.watch
            try next.follower.next { record, isSigned throws(LogError) in
                guard let release = try reading.release(of: record) else { return }
                try DecisionReading.asking(store) { _ throws(StoreError) in
                    try watch.judge(release, isSigned: isSigned, &audit, stored: stored)
                }
            }
            next.watch = watch
        }
        next.watch.note(audit)
        return next
    }
}
