/// Why a text is no URL of an endpoint.
public struct URLFault: Error, Equatable, Sendable {
    /// The rule that the text breaks.
    public enum Rule: String, Sendable {
        /// There is no text.
        case empty
        /// A space, a tab or a line end: often the end of a line of a file with CRLF.
        case whiteSpace
        /// A quotation mark: often kept by a reader of environment files.
        case quote
        /// A control character, a backslash or a character outside of ASCII.
        case character
        /// The URL does not begin with `https://` or `http://` in lower case.
        case scheme
        /// There is no host, or its form is wrong.
        case host
        /// The port is no number from 1 to 65535.
        case port
        /// A `#` and what follows would never be sent.
        case fragment
        /// A `%` without two hex digits in user name or password.
        case credentials
    }

    /// The rule that the text breaks.
    public let rule: Rule
    /// The place in the text, in bytes from its beginning. The text itself may hold a secret and is
    /// not part of the error.
    public let offset: Int

    /// An error with its evidence.
    public init(rule: Rule, offset: Int) {
        self.rule = rule
        self.offset = offset
    }
}

extension URLFault: CustomStringConvertible {
    /// One sentence for people, without the URL.
    public var description: String {
        switch rule {
        case .empty: "the URL is empty"
        case .whiteSpace: "the URL has white space or a line end at position \(offset)"
        case .quote: "the URL has a quotation mark at position \(offset)"
        case .character: "the URL has a character at position \(offset) that must be escaped"
        case .scheme: "the URL must begin with https:// or http://"
        case .host: "the URL's host is missing or malformed at position \(offset)"
        case .port: "the URL's port at position \(offset) is no number from 1 to 65535"
        case .fragment: "the URL has a fragment at position \(offset)"
        case .credentials: "the URL's user name or password is malformed at position \(offset)"
        }
    }
}
