import Primitives

/// Why a document is not taken: the rule that it breaks, and where.
public struct DocumentError: Error, Hashable, Sendable {
    /// The rules of documents.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// No YAML, or no JSON.
        case syntax
        /// No UTF-8, or a byte order mark.
        case encoding
        /// More bytes than the limit.
        case size
        /// Nested deeper than the limit.
        case depth
        /// More values than the limit.
        case count
        /// A name stands twice in one mapping.
        case duplicate
        /// An anchor or an alias: what stands there should be all there is.
        case alias
        /// A tag, or a directive.
        case tag
        /// More than one document in the file.
        case documents
        /// A key that is no plain or quoted text.
        case key
        /// A plain text that YAML 1.1 and 1.2 read differently, or no JSON can write.
        case ambiguous
        /// A member that nobody knows.
        case unknown
        /// A member is missing.
        case missing
        /// A value of another type than the one asked for.
        case type
        /// A value of another form, or outside of its range.
        case form
    }

    /// The rule that is broken.
    public let rule: Rule
    /// Where.
    public let place: DocumentPlace
    /// What is wrong and what to do, one ASCII sentence without the place.
    public let explanation: String

    /// An error with its evidence; `explanation` is escaped to printable ASCII.
    public init(_ rule: Rule, at place: DocumentPlace, _ explanation: String) {
        self.rule = rule
        self.place = place
        self.explanation = EscapedText(explanation, limit: 400).description
    }
}

extension DocumentError: CustomStringConvertible {
    /// `line:column: explanation`; callers put the file's name before it.
    public var description: String { "\(place): \(explanation)" }
}
