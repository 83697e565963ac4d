/// Why bytes are no SCALE of the form asked for (Polkadot specification, "SCALE Codec").
public struct SCALEError: Error, Equatable, Sendable {
    /// The rule that the bytes break.
    public enum Rule: String, Sendable, CaseIterable {
        /// The bytes end inside of a value.
        case end
        /// A length in a longer mode than it needs, or longer than any of this size.
        case compact
        /// A list of more elements than there are bytes.
        case count
        /// A text that is no UTF-8.
        case utf8
        /// A number that names no case.
        case variant
        /// Something follows the value.
        case trailing
    }

    /// The rule that the bytes break.
    public let rule: Rule
    /// The place, in bytes from the beginning.
    public let offset: Int
}

extension SCALEError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "no SCALE (\(rule.rawValue)) at byte \(offset)" }
}
