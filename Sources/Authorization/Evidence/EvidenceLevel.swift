/// How strong the evidence behind an answer is, the weakest first.
public enum EvidenceLevel: String, Hashable, Sendable, CaseIterable, Comparable {
    /// One provider: its header is believed, everything below the header is proved.
    case single
    /// A quorum agrees on the header, and gave byte-equal answers for what could not be proved.
    case corroborated
    /// A quorum agrees on the header, and everything below it is proved.
    case proved

    /// Whether `left` is weaker.
    public static func < (left: EvidenceLevel, right: EvidenceLevel) -> Bool {
        left.strength < right.strength
    }

    private var strength: Int {
        switch self {
        case .single: 0
        case .corroborated: 1
        case .proved: 2
        }
    }

    /// What the level means, for people.
    public var sentence: String {
        switch self {
        case .single: "one provider's header is believed; everything below it is proved"
        case .corroborated:
            "a quorum agrees on the header and on the answer of a contract of unknown code"
        case .proved: "a quorum agrees on the header; everything below it is proved"
        }
    }

    /// What to do to get answers of the level ``proved``; nil where they are.
    public var howToReachProved: String? {
        switch self {
        case .single:
            "for evidence level proved configure at least two providers of different operators and"
                + " a quorum of more than half of them"
        case .corroborated:
            "for evidence level proved add a code template for the app, or deny unknown code"
        case .proved: nil
        }
    }

    /// The level of an answer.
    ///
    /// - Parameters:
    ///   - quorum: How many operators had to agree.
    ///   - asksOperators: Whether an answer of a contract of unknown code is among what was read.
    /// - Returns: The weakest of heads and reads.
    public static func of(quorum: Int, asksOperators: Bool) -> EvidenceLevel {
        guard quorum > 1 else { return .single }
        return asksOperators ? .corroborated : .proved
    }
}
