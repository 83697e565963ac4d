/// Why a body is no request of a KMS. The code goes to metrics and records, never to the caller.
public struct RequestFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule that is broken.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// More bytes than any honest request has.
        case size = "request.size"
        /// The content type is no JSON.
        case content = "request.content"
        /// No JSON of RFC 8259, or no UTF-8.
        case json = "request.json"
        /// No object, nested too deep, or with too many members.
        case shape = "request.shape"
        /// A member stands twice.
        case duplicate = "request.duplicate"
        /// A member is missing.
        case missing = "request.missing"
        /// A member has another type; nothing is converted.
        case type = "request.type"
        /// No hex, of another width, or with a wrong checksum; nothing is padded.
        case hex = "request.hex"
        /// Text that is not printable ASCII, or too long.
        case text = "request.text"
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The member at fault, or empty.
    public let member: String

    /// A fault.
    public init(_ rule: Rule, _ member: String = "") {
        self.rule = rule
        self.member = member
    }

    /// The HTTP status that answers it.
    public var status: Int { rule == .size ? 413 : 400 }

    /// The code, and the member.
    public var description: String {
        member.isEmpty ? rule.rawValue : "\(rule.rawValue): \(member)"
    }
}
