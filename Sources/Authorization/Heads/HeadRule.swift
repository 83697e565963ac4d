import Primitives

/// When heads count as agreed: fixed by configuration, never weakened by what happens.
public struct HeadRule: Hashable, Sendable {
    /// The labels of the operators, one vote each.
    public let operators: [String]
    /// How many operators must give the same hash (M of N). It never shrinks.
    public let quorum: Int
    /// How old an agreed finalized block may be, in seconds.
    public let finalizedAge: UInt64
    /// How old an agreed recent block may be, in seconds.
    public let recentAge: UInt64

    /// How far a block may be ahead of the clock, in seconds.
    public static let futureTolerance: UInt64 = 15
    /// How far the clocks may be apart, in seconds.
    public static let clockTolerance: UInt64 = 30
    /// The most operators.
    public static let mostOperators = 32

    /// Why a rule is none.
    public enum Fault: Error, Equatable, Sendable {
        /// There is no operator, or more than ``HeadRule/mostOperators``.
        case operatorCount(Int)
        /// Two entries are one operator's.
        case sameOperator(String)
        /// The quorum is not between 1 and the number of operators.
        case quorum(Int, operators: Int)
        /// A quorum of half the operators or fewer could agree on two blocks at once.
        case twoQuorums(Int, operators: Int)
        /// An age of zero would deny for ever.
        case noAge
    }

    /// A rule.
    ///
    /// - Parameters:
    ///   - operators: The labels, each once.
    ///   - quorum: How many must agree: more than half.
    ///   - finalizedAge: The oldest finalized block, in seconds.
    ///   - recentAge: The oldest recent block, in seconds.
    /// - Throws: ``Fault`` for a rule that would be none.
    public init(
        operators: [String], quorum: Int, finalizedAge: UInt64, recentAge: UInt64
    ) throws(Fault) {
        guard (1...HeadRule.mostOperators).contains(operators.count) else {
            throw .operatorCount(operators.count)
        }
        var seen: Set<String> = []
        for label in operators where !seen.insert(label).inserted { throw .sameOperator(label) }
        guard (1...operators.count).contains(quorum) else {
            throw .quorum(quorum, operators: operators.count)
        }
        guard quorum * 2 > operators.count else {
            throw .twoQuorums(quorum, operators: operators.count)
        }
        guard finalizedAge > 0, recentAge > 0 else { throw .noAge }
        self.operators = operators
        self.quorum = quorum
        self.finalizedAge = finalizedAge
        self.recentAge = recentAge
    }
}

extension HeadRule.Fault: CustomStringConvertible {
    /// One sentence for people: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .operatorCount(let count):
            "\(count) providers: name 1 to \(HeadRule.mostOperators)"
        case .sameOperator(let label):
            "operator \(EscapedText(label, limit: 80)) is named twice: one operator has one vote"
        case .quorum(let quorum, let count):
            "quorum \(quorum) of \(count) operators: name 1 to \(count)"
        case .twoQuorums(let quorum, let count):
            "quorum \(quorum) of \(count) operators could agree on two blocks: name at least "
                + "\(count / 2 + 1)"
        case .noAge: "the oldest head is 0 s: name a positive age"
        }
    }
}
