/// A request that arrived whole and passed every limit.
public struct HTTPRequest: Sendable {
    /// The method's token as sent, case-sensitive (RFC 9110, 9.1).
    public let method: String
    /// The target as sent, with its path and query.
    public let target: RequestTarget
    /// The fields of the head.
    public let fields: HTTPFields
    /// The body; empty when there was none.
    public let body: [UInt8]
    /// Who is at the other end of the connection.
    public let peer: PeerAddress
    /// The DER of the certificate that the peer proved to hold, nil without mutual TLS.
    public let peerCertificate: [UInt8]?

    /// A request as the server hands it over; programs use this to test their handlers.
    public init(
        method: String,
        target: RequestTarget,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        peer: PeerAddress = .unknown,
        peerCertificate: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.peer = peer
        self.peerCertificate = peerCertificate
    }

    /// The target's path, still percent-encoded.
    public var path: String { target.path }

    /// The target's query, nil when there is no `?`.
    public var query: String? { target.query }
}
