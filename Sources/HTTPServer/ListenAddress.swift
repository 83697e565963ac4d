import NIOCore

/// Where a server listens.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address without brackets, or a name, of which the first address is taken;
    /// port 0 lets the system choose.
    case host(String, port: Int)
    /// A Unix domain socket; a socket file that is left over at this path is replaced.
    case unixDomainSocket(path: String)
    /// A port of VSOCK, by which a virtual machine and its host reach each other where the kernel has
    /// it; ``anyContext`` takes connections to every context id of this machine.
    case vsock(contextID: UInt32, port: UInt32)

    /// VMADDR_CID_ANY (vsock(7)).
    public static let anyContext = UInt32.max

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

    /// `127.0.0.1:8000`, `[::1]:8000`, `unix:/run/name.sock` or `vsock:any:8000`.
    public var description: String {
        switch self {
        case .host(let host, let port):
            host.utf8.contains(UInt8(ascii: ":"))
                ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unixDomainSocket(let path): "unix:\(path)"
        case .vsock(ListenAddress.anyContext, let port): "vsock:any:\(port)"
        case .vsock(let contextID, let port): "vsock:\(contextID):\(port)"
        }
    }
}
