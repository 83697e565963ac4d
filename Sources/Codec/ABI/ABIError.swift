/// Why a text is no ABI type or declaration, why bytes are no encoding of a type, or why a value
/// has none.
public struct ABIError: Error, Hashable, Sendable {
    /// The rule that is broken. Decoding checks in the order of reading: types first, then head by
    /// head, each tail where its offset stands, ``trailing`` last.
    public enum Rule: String, Sendable, CaseIterable {
        /// The type is malformed, an alias, or has a size that does not exist.
        case unknownType
        /// A tuple without members or a fixed array of length 0: its values take no bytes.
        case emptyType
        /// More than ``ABI/maximumDepth`` arrays and tuples within each other.
        case depth
        /// The text is no declaration of Solidity, or the JSON no entry of an ABI.
        case grammar
        /// A word of the head, a length or a padding goes beyond the input.
        case truncated
        /// An offset is not the place where an encoder puts this tail, or is beyond the input.
        case offset
        /// More bytes or elements than the input has left.
        case length
        /// Bytes behind a `bytes` or `string` that are not zero.
        case padding
        /// A string that is not well-formed UTF-8.
        case utf8
        /// A word other than 0 and 1.
        case bool
        /// A word of 2^160 or more.
        case address
        /// A word outside of `uintN`, or not the sign extension of an `intN`.
        case range
        /// Bytes behind a `bytesN` that are not zero.
        case bytesPadding
        /// Bytes that nothing refers to.
        case trailing
        /// Tails that overlap so often that reading them would take far more than the input is
        /// long; only where overlaps are allowed.
        case inflation
        /// The first four bytes are not the function's or the error's.
        case selector
        /// A log with more or fewer topics than its event has.
        case topicCount
        /// The first topic of a log is not the event's.
        case signature
        /// A value to encode is of another kind than its type.
        case wrongType
        /// More or fewer values than types, or elements than a fixed array has.
        case count
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The place in the input in bytes: in the data, the text, or the values to encode (then the
    /// position of the value).
    public let offset: Int
    /// The number expected, where there is one.
    public let expected: Int?
    /// The number found, where there is one and it fits.
    public let found: Int?

    /// An error with its evidence.
    public init(_ rule: Rule, at offset: Int, expected: Int? = nil, found: Int? = nil) {
        self.rule = rule
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension ABIError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let numbers =
            (expected.map { ": \($0) expected" } ?? "")
            + (found.map { expected == nil ? ": \($0) found" : ", \($0) found" } ?? "")
        return "\(rule.sentence) at \(offset)\(numbers)"
    }
}

extension ABIError.Rule {
    /// What is wrong, in words.
    fileprivate var sentence: String {
        switch self {
        case .unknownType: "no ABI type"
        case .emptyType: "a type without size"
        case .depth: "arrays and tuples nested too deeply"
        case .grammar: "no declaration of a function, event, error or constructor"
        case .truncated: "the data ends early"
        case .offset: "an offset that does not lead to its value"
        case .length: "a length beyond the end of the data"
        case .padding: "padding that is not zero"
        case .utf8: "a string that is not UTF-8"
        case .bool: "a bool that is neither 0 nor 1"
        case .address: "an address of more than 20 bytes"
        case .range: "an integer outside of its type"
        case .bytesPadding: "fixed bytes with more bytes than their type"
        case .trailing: "bytes behind the end"
        case .inflation: "values that overlap too often"
        case .selector: "an unknown selector"
        case .topicCount: "a wrong number of topics"
        case .signature: "a first topic of another event"
        case .wrongType: "a value of another type"
        case .count: "a wrong number of values"
        }
    }
}
