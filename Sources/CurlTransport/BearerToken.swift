/// The token of an account at a provider, which does not print.
public struct BearerToken: Sendable, CustomStringConvertible, CustomReflectable {
    private let token: String

    /// The token that `text` is: printable ASCII without spaces (RFC 6750 section 2.1); nil for
    /// everything else, a line end above all.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        token = text
    }

    /// The header's value.
    var revealedAuthorization: String { "Bearer " + token }

    /// Says that there is a token, not which.
    public var description: String { "[token]" }

    /// No children: dumping a structure must not print the token either.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
