public import Primitives

/// When what stands open is told again.
public enum Reminders {
    /// The reminders that are due.
    ///
    /// - Parameters:
    ///   - open: What stands open.
    ///   - last: The last notice of each; an alert without one is due at once.
    ///   - acknowledged: What nobody wants to be reminded of.
    ///   - now: The moment.
    ///   - interval: After how many seconds something is told again.
    /// - Returns: Each alert with the how manieth reminder it is.
    public static func due(
        _ open: [Alert], last: [String: WatchJournal.Last], acknowledged: Set<String>,
        now: Timestamp, interval: UInt64
    ) -> [(alert: Alert, reminder: UInt64)] {
        var due: [(alert: Alert, reminder: UInt64)] = []
        for alert in open where !acknowledged.contains(alert.id) {
            guard let last = last[alert.id] else {
                due.append((alert, 0))
                continue
            }
            guard last.time.adding(seconds: interval) <= now else { continue }
            due.append((alert, last.reminder + 1))
        }
        return due
    }
}
