import Primitives

/// The URL of an endpoint, which prints as scheme, host and port only: user name, password, path and
/// query often hold the key of an account.
public struct RedactedURL: Hashable, Sendable {
    /// The two schemes that endpoints have.
    public enum Scheme: String, Sendable {
        /// HTTP in clear text.
        case http
        /// HTTP over TLS.
        case https
    }

    /// The scheme.
    public let scheme: Scheme
    /// The host as written, in lower case; an IPv6 address without its brackets.
    public let host: String
    /// The port, the scheme's own where none is written.
    public let port: UInt16
    /// Path and query.
    private let target: String
    /// User name and password, their escapes resolved, with a colon between.
    private let credentials: Bytes?

    /// The URL that `text` writes, and nothing lenient: no white space, no quotation marks, no
    /// fragment.
    ///
    /// - Throws: ``URLFault``, which does not hold the text.
    public init(_ text: String) throws(URLFault) {
        var scanner = try URLScanner(text)
        scheme = try scanner.scheme()
        credentials = try scanner.credentials()
        host = try scanner.host()
        port = try scanner.port() ?? (scheme == .https ? 443 : 80)
        target = scanner.target()
    }

    /// The whole URL without user name and password: for the transport alone, never for a message.
    public var revealed: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name):\(port)\(target)"
    }

    /// The value of the header `Authorization` for the user name and password, if there are any:
    /// for the transport alone.
    public var revealedAuthorization: String? {
        credentials.map { bytes in "Basic " + Base64.encode(bytes) }
    }

    /// User name and password with a colon between, if there are any: for the transport alone.
    public var revealedCredentials: String? {
        credentials.map { bytes in String(decoding: bytes, as: UTF8.self) }
    }

    /// Whether the host names this machine by itself: `localhost`, 127.0.0.0/8 or `::1`.
    public var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension RedactedURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Scheme, host and port.
    public var description: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name):\(port)"
    }

    /// Scheme, host and port.
    public var debugDescription: String { description }

    /// No children: dumping a structure must not print the key either.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
