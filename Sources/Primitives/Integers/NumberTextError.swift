/// Why a text is no number of the form asked for.
public struct NumberTextError: Error, Equatable, Sendable {
    /// The rule that the text breaks. Forms try them in this order.
    public enum Rule: String, Sendable {
        /// Hexadecimal that does not begin with `0x` in lower case.
        case prefix
        /// There is no digit.
        case empty
        /// A sign where none is allowed: `+` anywhere, a second one, `-` before an unsigned number.
        case sign
        /// A character that is no ASCII digit of the form.
        case digit
        /// A quantity with `A` … `F`.
        case upperCase
        /// A zero before another digit.
        case leadingZero
        /// `-0`.
        case negativeZero
        /// A word with an odd number of digits.
        case oddLength
        /// A word of another width than 32 bytes.
        case width
        /// More decimals than the unit has.
        case precision
        /// A unit that does not exist, or none where one is needed.
        case unit
        /// The number does not fit into the type.
        case overflow
    }

    /// The rule that the text breaks.
    public let rule: Rule
    /// The place in the text, in UTF-8 bytes from its beginning.
    public let offset: Int

    /// An error with its evidence.
    public init(rule: Rule, offset: Int) {
        self.rule = rule
        self.offset = offset
    }
}

extension NumberTextError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .prefix: "a hexadecimal number must begin with 0x"
        case .empty: "the number has no digits"
        case .sign: "sign not allowed at position \(offset)"
        case .digit: "no digit at position \(offset)"
        case .upperCase: "upper-case digit at position \(offset); a quantity is lower case"
        case .leadingZero: "leading zero at position \(offset)"
        case .negativeZero: "zero has no sign"
        case .oddLength: "odd number of hex digits"
        case .width: "a word has 64 hex digits"
        case .precision: "more decimals than the unit has, from position \(offset)"
        case .unit: "no known unit at position \(offset)"
        case .overflow: "the number is too large"
        }
    }
}
