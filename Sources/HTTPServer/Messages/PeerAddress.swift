import NIOCore

/// The other end of a connection.
public enum PeerAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address without brackets, and the port.
    case ip(String, port: Int)
    /// A process on this machine, through a Unix domain socket.
    case unixDomainSocket
    /// The socket was gone before it could be asked.
    case unknown

    init(_ address: SocketAddress?) {
        switch address {
        case .v4, .v6:
            if let text = address?.ipAddress, let port = address?.port {
                self = .ip(text, port: port)
            } else {
                self = .unknown
            }
        case .unixDomainSocket: self = .unixDomainSocket
        case nil: self = .unknown
        }
    }

    /// `192.0.2.1:443`, `[2001:db8::1]:443`, `unix` or `unknown`.
    public var description: String {
        switch self {
        case .ip(let text, let port):
            text.utf8.contains(UInt8(ascii: ":"))
                ? "[\(text)]:\(port)" : "\(text):\(port)"
        case .unixDomainSocket: "unix"
        case .unknown: "unknown"
        }
    }
}
