/// Why a server could not start.
public enum HTTPServerError: Error, Sendable, CustomStringConvertible {
    /// A setting that makes no sense; the text names it.
    case configuration(String)
    /// The address could not be listened on; the system's reason.
    case bind(ListenAddress, reason: String)
    /// A file of the TLS configuration is missing, unreadable or does not fit the others.
    case tls(TLSFailure)
    /// The process may open fewer descriptors than the connections need.
    case descriptors(available: UInt64, needed: UInt64)

    /// What happened, where, and what to do.
    public var description: String {
        switch self {
        case .configuration(let text): "HTTP server: \(text)"
        case .bind(let address, let reason): "HTTP server: cannot listen on \(address): \(reason)"
        case .tls(let failure): "HTTP server: \(failure)"
        case .descriptors(let available, let needed):
            "HTTP server: \(needed) descriptors are needed and \(available) allowed; raise the "
                + "hard limit of open files (ulimit -Hn) or lower limits.connections"
        }
    }
}
