/// Why a text is no hex of the form asked for.
public struct HexError: Error, Equatable, Sendable {
    /// The rule that the text breaks.
    public enum Rule: String, Sendable {
        /// The text does not begin with `0x` in lower case.
        case prefix
        /// The number of digits is odd.
        case oddLength
        /// A character is no hex digit.
        case digit
        /// The number of digits is another than the type has.
        case length
        /// Upper and lower case of the letters are not those of EIP-55.
        case checksum
    }

    /// The rule that the text breaks.
    public let rule: Rule
    /// The place in the text, in UTF-8 bytes from its beginning.
    public let offset: Int
    /// The number of digits expected, where a number was.
    public let expected: Int?
    /// The number of digits found, where the number is wrong.
    public let found: Int?

    /// An error with its evidence.
    public init(rule: Rule, offset: Int, expected: Int? = nil, found: Int? = nil) {
        self.rule = rule
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension HexError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .prefix: "hex must begin with 0x"
        case .oddLength: "odd number of hex digits" + (found.map { ": \($0)" } ?? "")
        case .digit: "no hex digit at position \(offset)"
        case .length:
            "wrong number of hex digits"
                + (expected.map { ": \($0) expected" } ?? "")
                + (found.map { ", \($0) found" } ?? "")
        case .checksum: "the letters' case at position \(offset) is not that of EIP-55"
        }
    }
}
