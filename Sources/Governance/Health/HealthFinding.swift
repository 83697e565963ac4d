/// Something of a governance that is not as it should be.
public struct HealthFinding: Hashable, Sendable {
    /// How grave it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
        /// Somebody can change the policy alone, or without anybody having time to react.
        case danger
        /// A protection is weaker than it should be.
        case warning
        /// Worth knowing.
        case notice

        /// The gravest first.
        public static func < (left: Severity, right: Severity) -> Bool {
            let order = allCases
            return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
        }
    }

    /// How grave it is.
    public let severity: Severity
    /// The rule, as a name for programs.
    public let rule: String
    /// One sentence with the values at fault.
    public let sentence: String
    /// The command that mends it, or what to do.
    public let mend: String

    /// A finding.
    public init(_ severity: Severity, _ rule: String, _ sentence: String, mend: String) {
        self.severity = severity
        self.rule = rule
        self.sentence = sentence
        self.mend = mend
    }
}
