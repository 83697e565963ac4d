/// How old evidence may be, and how far a signer's clock may be ahead.
public struct FreshnessRules: Hashable, Sendable {
    /// The greatest age, in seconds.
    public var oldest: UInt64
    /// How far the time of signing may lie ahead of the judge's clock, in seconds.
    public var furthestAhead: UInt64

    /// Rules with these limits, in seconds.
    public init(oldest: UInt64, furthestAhead: UInt64) {
        self.oldest = oldest
        self.furthestAhead = furthestAhead
    }

    /// One hour and five minutes (dstack, nsm-qvl).
    public static let standard = FreshnessRules(oldest: 3600, furthestAhead: 300)
}

/// When evidence was signed and when it was judged.
public struct Freshness: Hashable, Sendable {
    /// When the platform signed it, by its own clock; nil where the evidence does not say, as a TDX
    /// quote does not.
    public let signedAt: EvidenceTime?
    /// The time of the judgement: the clock's in a live request; in a replay the time that was asked
    /// for.
    public let judgedAt: EvidenceTime
    /// Whether old evidence was judged again at a time of the past. A live request never is.
    public let isReplay: Bool

    /// What is against the times, by the rules; nil for fresh evidence, and for evidence without a
    /// time, of which only a nonce can say more.
    func fault(_ rules: FreshnessRules) -> FreshnessFault? {
        guard let signedAt else { return nil }
        if signedAt > judgedAt {
            let ahead = signedAt.milliseconds - judgedAt.milliseconds
            let limit = EvidenceTime(seconds: rules.furthestAhead).milliseconds
            return ahead > limit ? .ahead(milliseconds: ahead, limit: limit) : nil
        }
        let age = judgedAt.milliseconds - signedAt.milliseconds
        let limit = EvidenceTime(seconds: rules.oldest).milliseconds
        return age > limit ? .stale(milliseconds: age, limit: limit) : nil
    }
}

/// Why evidence is not fresh.
public enum FreshnessFault: Error, Hashable, Sendable {
    /// Older than the rules allow.
    case stale(milliseconds: UInt64, limit: UInt64)
    /// Signed in the future: the judge's clock is behind, or the signer's ahead.
    case ahead(milliseconds: UInt64, limit: UInt64)
}

extension FreshnessFault: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .stale(let age, let limit):
            "the evidence is \(age / 1000) s old; at most \(limit / 1000) s are accepted"
        case .ahead(let ahead, let limit):
            "the evidence was signed \(ahead / 1000) s in the future; "
                + "at most \(limit / 1000) s are accepted: is a clock wrong?"
        }
    }
}
