import Primitives

/// Why a log cannot be opened, read or trusted.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of faults.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// The system refused a call.
        case system
        /// Another process writes this log.
        case locked
        /// The key is missing, readable for others, or no key.
        case key
        /// A record is not what was written: changed, left out, moved or of another form.
        case record
        /// A signed head does not belong to the records or to the key.
        case head
        /// There are fewer records than a signed head counts.
        case shorter
    }

    /// The kind.
    public let rule: Rule
    /// The file.
    public let path: String
    /// What is wrong, in ASCII.
    public let explanation: String

    /// An error with its evidence.
    public init(_ rule: Rule, _ path: String, _ explanation: String) {
        self.rule = rule
        self.path = path
        self.explanation = EscapedText(explanation, limit: 400).description
    }

    /// The file, and what is wrong with it.
    public var description: String { "\(path): \(explanation)" }
}
