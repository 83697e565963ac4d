public import Primitives

/// Joins a growing log of decisions with a growing history, and keeps where they disagree: each
/// record is judged once, or again when the history has reached the block that it names.
public struct DecisionWatch: Sendable {
    private var alerts: [String: Alert] = [:]
    private var waiting: [RecordedRelease] = []

    /// Nothing was released.
    public init() {}

    /// Where the log disagrees with the history, by id.
    public var open: [Alert] { alerts.values.sorted { $0.id < $1.id } }

    /// How many releases name a block that the history has not reached.
    public var waitingCount: Int { waiting.count }

    /// Judges releases that waited for the history, and keeps those that still wait.
    ///
    /// - Parameters:
    ///   - audit: The history as it is now.
    ///   - stored: The hash of a block as the history has it; nil where it keeps none.
    /// - Throws: What `stored` throws.
    public mutating func judgeWaiting(
        _ audit: inout DecisionAudit, stored: (BlockNumber) throws(StoreError) -> Hash32?
    ) throws(StoreError) {
        for release in waiting { try audit.apply(release, stored: stored) }
        let end = audit.end
        waiting.removeAll { !$0.isBehind(end) }
    }

    /// Judges a release.
    ///
    /// - Parameters:
    ///   - release: The record.
    ///   - isSigned: Whether a head is signed over it; another one comes again.
    ///   - audit: The history as it is now.
    ///   - stored: The hash of a block as the history has it; nil where it keeps none.
    /// - Throws: What `stored` throws.
    public mutating func judge(
        _ release: RecordedRelease, isSigned: Bool, _ audit: inout DecisionAudit,
        stored: (BlockNumber) throws(StoreError) -> Hash32?
    ) throws(StoreError) {
        try audit.apply(release, stored: stored)
        if isSigned, release.isBehind(audit.end) { waiting.append(release) }
    }

    /// Keeps what an audit found; what was found before stays as it was told.
    public mutating func note(_ audit: DecisionAudit) {
        for alert in audit.findings.compactMap({ Alert($0) }) where alerts[alert.id] == nil {
            alerts[alert.id] = alert
        }
    }
}

extension RecordedRelease {
    /// Whether it names a block behind the end of a history.
    func isBehind(_ end: BlockNumber) -> Bool {
        kms != nil && blocks.contains { $0.number > end }
    }
}
