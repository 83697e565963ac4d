/// The target of a request line, kept byte for byte and split into path and query (RFC 9112, 3.2).
///
/// The origin form (`/p?q`), the absolute form that a client sends through a proxy
/// (`http://host/p?q`) and the asterisk form are taken. Nothing is decoded or normalised:
/// `//bootAuth/app` keeps both slashes, and `/p?key=1/bootAuth/app` is the path `/p` with the query
/// `key=1/bootAuth/app`.
public struct RequestTarget: Sendable, Hashable, CustomStringConvertible {
    /// The target as it was sent.
    public let raw: String
    /// The path as sent, still percent-encoded; `/` for an absolute form without one.
    public let path: String
    /// What follows the first `?`, nil when there is none.
    public let query: String?

    /// Splits a target; nil unless it is visible ASCII without `#` in one of the three forms.
    ///
    /// A user name inside an absolute form is refused, as RFC 9110, 4.2.4 advises for URIs from
    /// untrusted sources.
    public init?(_ raw: String) {
        guard raw.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) else {
            return nil
        }
        let reference: Substring
        if raw.utf8.first == UInt8(ascii: "/") {
            reference = raw[...]
        } else if raw == "*" {
            self.init(raw: raw, path: raw, query: nil)
            return
        } else if let afterAuthority = Self.afterAuthority(of: raw) {
            reference = afterAuthority
        } else {
            return nil
        }
        let mark = reference.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = reference[..<(mark ?? reference.endIndex)]
        self.init(
            raw: raw,
            path: path.isEmpty ? "/" : String(path),
            query: mark.map { String(reference[reference.utf8.index(after: $0)...]) }
        )
    }

    private init(raw: String, path: String, query: String?) {
        self.raw = raw
        self.path = path
        self.query = query
    }

    /// The target as it was sent.
    public var description: String { raw }
}

extension RequestTarget {
    /// What follows `http://authority`, nil when the text is no absolute form of ours.
    private static func afterAuthority(of raw: String) -> Substring? {
        for scheme in ["http://", "https://"] where raw.count > scheme.count {
            let start = raw.utf8.index(raw.startIndex, offsetBy: scheme.utf8.count)
            guard raw[..<start].lowercased() == scheme else { continue }
            let rest = raw[start...]
            let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            let authority = rest[..<(end ?? rest.endIndex)]
            guard !authority.isEmpty, !authority.utf8.contains(UInt8(ascii: "@")) else {
                return nil
            }
            return rest[(end ?? rest.endIndex)...]
        }
        return nil
    }
}
