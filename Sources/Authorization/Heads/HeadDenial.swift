import Primitives

/// Why there are no heads to decide by: a named rule and a sentence.
public struct HeadDenial: Error, Hashable, Sendable {
    /// The rule, for example `head.stale`.
    public let code: BootDecision.Code
    /// What was seen, in ASCII, for people.
    public let sentence: String

    /// A denial.
    public init(_ code: BootDecision.Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    static func stale(
        _ head: Head, now: Timestamp, limit: UInt64, what: String
    ) -> HeadDenial {
        HeadDenial(
            .headStale,
            "the agreed \(what) block \(head.number) is of \(head.timestamp), more than \(limit) s"
                + " before \(now)")
    }

    static func clockTurned(expected: Timestamp, found: Timestamp) -> HeadDenial {
        HeadDenial(
            .clockDisagree,
            "the wall clock says \(found), the clock that cannot be set \(expected): correct the wall"
                + " clock, or acknowledge that it was wrong before")
    }

    static func clocksApart(operators: Timestamp, found: Timestamp) -> HeadDenial {
        HeadDenial(
            .clockDisagree,
            "the wall clock says \(found), the operators' clocks \(operators): correct the wall clock"
        )
    }
}

extension HeadDenial: CustomStringConvertible {
    /// Code and sentence.
    public var description: String { "\(code.rawValue): \(sentence)" }
}
