import Primitives

/// Something that was allowed, from the line of the history that allowed it to the one that took it
/// back.
public struct GrantPeriod: Hashable, Sendable {
    /// What was allowed.
    public let key: PolicyState.Key
    /// The line that allowed it.
    public let begin: TimelineEntry
    /// The line that took it back; nil while it is in force.
    public internal(set) var end: TimelineEntry?

    /// How long it was in force, in seconds; nil while it is.
    public var seconds: UInt64? {
        guard let end else { return nil }
        let (seconds, isNegative) = end.time.seconds.subtractingReportingOverflow(
            begin.time.seconds)
        return isNegative ? 0 : seconds
    }

    /// Whether it was in force at a moment.
    func holds(at moment: GrantMoment) -> Bool {
        moment.reaches(begin) && !(end.map(moment.reaches) ?? false)
    }
}

/// When a grant is looked for: after a block, or, where no block is known, at a time.
enum GrantMoment: Hashable, Sendable {
    case block(BlockNumber)
    case time(Timestamp)

    /// Whether the change has happened.
    func reaches(_ entry: TimelineEntry) -> Bool {
        switch self {
        case .block(let block): entry.block <= block
        case .time(let time): entry.time <= time
        }
    }
}
