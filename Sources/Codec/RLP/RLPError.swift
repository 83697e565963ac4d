/// Why bytes are no RLP of the form asked for.
public struct RLPError: Error, Equatable, Sendable {
    /// The rule that the bytes break.
    public enum Rule: String, Sendable, CaseIterable {
        /// An item's header or payload goes beyond the input.
        case truncated
        /// An item goes beyond the list around it.
        case overrun
        /// Bytes follow the item.
        case trailing
        /// A byte below 0x80 has a header, although it is its own encoding.
        case singleByte
        /// A length of at most 55 is written in long form.
        case longForm
        /// A length in long form begins with a zero byte.
        case lengthLeadingZero
        /// Lists lie within each other deeper than ``RLP/maximumDepth``.
        case depth
        /// An integer is a list.
        case integerList
        /// An integer begins with a zero byte.
        case integerLeadingZero
        /// An integer has more bytes than its type.
        case integerWidth
        /// A byte string was expected and a list found.
        case stringExpected
        /// A list was expected and a byte string found.
        case listExpected
        /// A byte string of fixed length has another one.
        case width
        /// A list ends before the item that was expected.
        case missingItem
        /// A list goes on behind its last expected item.
        case extraItem
    }

    /// The rule that the bytes break.
    public let rule: Rule
    /// Where the item at fault begins, in bytes from the beginning of the input.
    public let offset: Int
    /// The number of bytes expected, where a number is at fault.
    public let expected: Int?
    /// The number of bytes found, where a number is at fault.
    public let found: Int?

    /// An error with its evidence.
    public init(rule: Rule, offset: Int, expected: Int? = nil, found: Int? = nil) {
        self.rule = rule
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension RLPError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        var text = "RLP at byte \(offset): \(rule.sentence)"
        if let expected { text += ", \(expected) bytes expected" }
        if let found { text += ", \(found) found" }
        return text
    }
}

extension RLPError.Rule {
    /// What is wrong, in words.
    fileprivate var sentence: String {
        switch self {
        case .truncated: "the input ends within an item"
        case .overrun: "an item goes beyond the list around it"
        case .trailing: "bytes follow the item"
        case .singleByte: "a byte below 0x80 must stand without a header"
        case .longForm: "a length of at most 55 must be in short form"
        case .lengthLeadingZero: "a length begins with a zero byte"
        case .depth: "more than \(RLP.maximumDepth) lists lie within each other"
        case .integerList: "a list stands where an integer should"
        case .integerLeadingZero: "an integer begins with a zero byte"
        case .integerWidth: "an integer is too wide"
        case .stringExpected: "a list stands where a byte string should"
        case .listExpected: "a byte string stands where a list should"
        case .width: "a byte string has another length"
        case .missingItem: "the list ends where an item should follow"
        case .extraItem: "the list goes on where it should end"
        }
    }
}
