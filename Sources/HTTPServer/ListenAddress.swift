import NIOCore

/// Where a server listens.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address without brackets, or a name, of which the first address is taken;
    /// port 0 lets the system choose.
    case host(String, port: Int)
    /// A Unix domain socket; a socket file that is left over at this path is replaced.
    case unixDomainSocket(path: String)

    /// The address that a listening socket has.
    init?(bound address: SocketAddress?) {
        switch address {
        case .v4, .v6:
            guard let text = address?.ipAddress, let port = address?.port else { return nil }
            self = .host(text, port: port)
        case .unixDomainSocket:
            guard let path = address?.pathname else { return nil }
            self = .unixDomainSocket(path: path)
        case nil: return nil
        }
    }

    /// `127.0.0.1:8000`, `[::1]:8000` or `unix:/run/name.sock`.
    public var description: String {
        switch self {
        case .host(let host, let port):
            host.utf8.contains(UInt8(ascii: ":"))
                ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unixDomainSocket(let path): "unix:\(path)"
        }
    }
}
