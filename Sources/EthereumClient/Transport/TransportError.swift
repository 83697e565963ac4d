public import Primitives

/// Why no answer came, or none that may be read. Holds no URL, no header and no credentials.
public struct TransportError: Error, Equatable, Sendable {
    /// What went wrong, by what can be done about it.
    public enum Kind: Equatable, Sendable {
        /// The host's address is one that this endpoint may not reach.
        case address
        /// No connection: the name is unknown, the port refuses, or the time to connect is over.
        case connect
        /// The deadline passed.
        case deadline
        /// The answer or its headers are larger than the limit.
        case size
        /// The TLS handshake, the certificate, the host name or the pin.
        case tls
        /// The server answered with a redirect.
        case redirect
        /// The answer is no JSON by its content type, or has an encoding that nobody asked for.
        case content
        /// A status other than 200.
        case status(Int)
        /// The answer breaks the rules of HTTP.
        case framing
        /// The connection ended in the middle of the request or of the answer.
        case closed
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public let kind: Kind
    /// A sentence in ASCII that says more, for people.
    public let detail: String
    /// How long the server asks to wait, from `Retry-After` in seconds.
    public let retryAfter: Duration?
    /// The body of an answer with another status than 200, when it is JSON: nodes explain their
    /// refusals there.
    public let body: Bytes?

    /// An error with its evidence.
    public init(
        _ kind: Kind, detail: String, retryAfter: Duration? = nil, body: Bytes? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
        self.body = body
    }

    /// The stable code, for example `rpc.size`.
    public var code: String {
        switch kind {
        case .address: "rpc.addr"
        case .connect: "rpc.connect"
        case .deadline: "rpc.deadline"
        case .size: "rpc.size"
        case .tls: "rpc.tls"
        case .redirect: "rpc.redirect"
        case .content: "rpc.content"
        case .status: "rpc.status"
        case .framing: "rpc.framing"
        case .closed: "rpc.closed"
        case .cancelled: "rpc.cancelled"
        }
    }
}

extension TransportError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let text = EscapedText(detail, limit: 200).description
        return switch kind {
        case .address: "the address may not be reached: \(text)"
        case .connect: "no connection: \(text)"
        case .deadline: "no answer in time: \(text)"
        case .size: "the answer is too large: \(text)"
        case .tls: "no trusted TLS connection: \(text)"
        case .redirect: "the server redirects, which is never followed: \(text)"
        case .content: "the answer is not JSON: \(text)"
        case .status(let status): "HTTP status \(status): \(text)"
        case .framing: "the answer breaks HTTP: \(text)"
        case .closed: "the connection was closed: \(text)"
        case .cancelled: "cancelled"
        }
    }
}
