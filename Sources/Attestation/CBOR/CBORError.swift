/// Why bytes are no CBOR of the form asked for (RFC 8949).
public struct CBORError: Error, Equatable, Sendable {
    /// The rule that the bytes break.
    public enum Rule: String, Sendable, CaseIterable {
        /// The bytes end inside of an item.
        case end
        /// Additional information 28 to 30, or 31 where no item has it (section 3).
        case head
        /// A break where no indefinite item is open, or between a key and its value.
        case breakCode
        /// A chunk of an indefinite string that is no definite string of its kind (section 3.2.3).
        case chunk
        /// A simple value below 32 in two bytes (section 3.3).
        case simple
        /// A text string that is no UTF-8.
        case utf8
        /// A map has a key twice (section 5.6).
        case duplicate
        /// Something follows the one item.
        case trailing
        /// Items are nested deeper than the limit.
        case depth
        /// More bytes than the limit.
        case size
        /// More items than the limit, or than there are bytes left.
        case count
    }

    /// The rule that the bytes break.
    public let rule: Rule
    /// The place, in bytes from the beginning.
    public let offset: Int
    /// The byte or the number found there, where there is one.
    public let found: UInt64?

    /// An error with its evidence.
    init(_ rule: Rule, at offset: Int, found: UInt64? = nil) {
        self.rule = rule
        self.offset = offset
        self.found = found
    }
}

extension CBORError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let evidence = found.map { ", found \($0)" } ?? ""
        return "no CBOR (\(rule.rawValue)) at byte \(offset)" + evidence
    }
}
