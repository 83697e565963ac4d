public import Primitives

/// The two blocks at which decisions are made: one pair, agreed in one round and never mixed with
/// another. Only ``HeadAgreement`` makes one.
public struct AgreedHeads: Hashable, Sendable {
    /// Final: a grant counts from here.
    public let finalized: Head
    /// Recent: a revocation counts from here.
    public let recent: Head
    /// Who gave the finalized block's hash.
    public let finalizedVoters: [String]
    /// Who gave the recent block's hash, and the finalized block's below it.
    public let recentVoters: [String]
    /// The clocks when the pair was agreed.
    public let agreedAt: ClockReading
    /// Whether no earlier finalized block was known to compare with.
    public let isWithoutFloor: Bool
    /// The rule by which it was agreed.
    public let rule: HeadRule

    /// Why the pair cannot be decided by at the moment of `clocks`; nil while it can.
    ///
    /// The later of the two clocks counts, and a wall clock that was turned is refused.
    public func denial(at clocks: ClockReading) -> HeadDenial? {
        if clocks.isTurnedBack(since: agreedAt) || clocks.isTurnedForward(since: agreedAt) {
            return .clockTurned(expected: clocks.expectedWall(since: agreedAt), found: clocks.wall)
        }
        let now = clocks.latest(since: agreedAt)
        return AgreedHeads.staleness(of: finalized, recent, rule, now: now)
    }

    /// The moment until which the pair can be decided by.
    public var expires: Timestamp {
        min(
            finalized.timestamp.adding(seconds: rule.finalizedAge),
            recent.timestamp.adding(seconds: rule.recentAge))
    }

    static func staleness(
        of finalized: Head, _ recent: Head, _ rule: HeadRule, now: Timestamp
    ) -> HeadDenial? {
        if finalized.timestamp.adding(seconds: rule.finalizedAge) < now {
            return .stale(finalized, now: now, limit: rule.finalizedAge, what: "finalized")
        }
        if recent.timestamp.adding(seconds: rule.recentAge) < now {
            return .stale(recent, now: now, limit: rule.recentAge, what: "recent")
        }
        return nil
    }
}
