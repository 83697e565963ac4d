/// Why a document is no operation, or an operation no valid one: the member at fault and the rule.
public struct OperationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The rule that is broken.
    public enum Rule: String, Sendable, CaseIterable {
        /// The text is no JSON.
        case json
        /// The member `format` names another kind or version of document.
        case format
        /// A member is missing.
        case missing
        /// A member is not known: it could mean something that this version does not check.
        case unknownMember
        /// A member has another type or form than it must have.
        case form
        /// The action needs, or forbids, the member.
        case action
        /// What a member says that the data means is not what the data means.
        case meaning
        /// There are no calls, or more than one operation may have.
        case calls
        /// The signature belongs to another document.
        case digest
        /// The signature was made by somebody else than it says, or over something else.
        case signer
    }

    /// The rule that is broken.
    public let rule: Rule
    /// Where, as a path into the document: `timelock.delay`, `calls[1].data`.
    public let path: String
    /// What was found, or more about the rule.
    public let detail: String

    /// An error with its place.
    public init(_ rule: Rule, at path: String, _ detail: String) {
        self.rule = rule
        self.path = path
        self.detail = detail
    }

    /// One line for people.
    public var description: String {
        path.isEmpty ? detail : "\(path): \(detail)"
    }
}
