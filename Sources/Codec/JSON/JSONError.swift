/// Why a text is no JSON of the form asked for.
public struct JSONError: Error, Equatable, Sendable {
    /// The rule that the text breaks.
    public enum Rule: String, Sendable, CaseIterable {
        /// The text ends inside of a value, or before one.
        case end
        /// No value begins here (RFC 8259 section 3).
        case value
        /// A comma, a colon, a closing bracket or a name in quotes should stand here.
        case separator
        /// Something other than white space follows the one value.
        case trailing
        /// The number has another form than RFC 8259 section 6 gives.
        case number
        /// A control character stands unescaped in a string.
        case control
        /// A backslash is followed by no escape of RFC 8259 section 7.
        case escape
        /// A `\u` escape writes half of a surrogate pair.
        case surrogate
        /// The bytes are no UTF-8 (RFC 3629).
        case utf8
        /// The text begins with a byte order mark.
        case byteOrderMark
        /// An object has two members of the same name.
        case duplicate
        /// Arrays and objects are nested deeper than the limit.
        case depth
        /// The text has more bytes than the limit.
        case size
        /// The text has more values than the limit.
        case count
        /// The value is of another type than the one asked for.
        case type
        /// An object lacks a member that it must have.
        case missing
        /// A string has another form than its meaning asks for: hex, a number in hex, a width.
        case form
    }

    /// The rule that the text breaks.
    public let rule: Rule
    /// The place in the text, in bytes from its beginning.
    public let offset: Int
    /// The byte found there, where one byte is at fault.
    public let found: UInt8?
    /// The limit, where a limit is exceeded.
    public let limit: Int?
    /// The name of the member, where a member is at fault.
    public let name: String?

    /// An error with its evidence.
    public init(
        rule: Rule, offset: Int, found: UInt8? = nil, limit: Int? = nil, name: String? = nil
    ) {
        self.rule = rule
        self.offset = offset
        self.found = found
        self.limit = limit
        self.name = name
    }
}

extension JSONError: CustomStringConvertible {
    /// One sentence for people, in ASCII: text of the input appears escaped.
    public var description: String {
        let place = "at byte \(offset)"
        let member = name.map { JSONValue.string($0).serialized(.compact.ascii) } ?? "a member"
        return switch rule {
        case .end: "the JSON text ends too early, \(place)"
        case .value: "no JSON value begins \(place)" + evidence
        case .separator: "no comma, colon, name or closing bracket \(place)" + evidence
        case .trailing: "something follows the JSON value \(place)" + evidence
        case .number: "no JSON number \(place)"
        case .control: "an unescaped control character in a string \(place)" + evidence
        case .escape: "an unknown escape in a string \(place)"
        case .surrogate: "half of a surrogate pair in a string \(place)"
        case .utf8: "no UTF-8 \(place)" + evidence
        case .byteOrderMark: "a byte order mark before the JSON value"
        case .duplicate: "the member \(member) stands twice in one object, \(place)"
        case .depth: "nested deeper than \(limit ?? 0) levels \(place)"
        case .size: "more than \(limit ?? 0) bytes of JSON"
        case .count: "more than \(limit ?? 0) JSON values"
        case .type: "\(member) \(place) has another type than expected"
        case .missing: "\(member) is missing in the object that ends \(place)"
        case .form: "\(member) \(place) has another form than expected"
        }
    }

    /// The byte found, in hex.
    private var evidence: String {
        guard let found else { return "" }
        let digits = String(found, radix: 16)
        return ": 0x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}
