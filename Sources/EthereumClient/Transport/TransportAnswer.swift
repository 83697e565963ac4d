public import Primitives

/// One answer, with what its server says besides.
public struct TransportAnswer: Hashable, Sendable {
    /// The body.
    public let body: Bytes
    /// The server's clock when it answered (`Date`, RFC 9110, 6.6.1); nil when it names none.
    public let date: Timestamp?

    /// An answer.
    public init(body: Bytes, date: Timestamp? = nil) {
        self.body = body
        self.date = date
    }
}
