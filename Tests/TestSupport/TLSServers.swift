public import Codec

/// TLS servers on this machine, one for each way to be wrong (`tools/tls_server`); they end with the
/// last reference.
public final class TLSServers: Sendable {
    /// What they printed: ports by name, the file with the authority, the pin of the good key.
    public let description: JSONValue
    private let server: PythonServer

    /// The one set for a run of the tests.
    public static let shared = Result { try TLSServers() }

    /// Whether the set-up has put Python where the servers are started from.
    public static var isAvailable: Bool { Devnet.isAvailable }

    private init() throws {
        server = try PythonServer(["-W", "ignore", "-m", "tools.tls_server"])
        description = try JSONValue(parsing: server.line)
    }

    /// The port of the server of this name.
    public func port(_ name: String) -> Int { description["ports"]?[name]?.integer() ?? 0 }

    /// The file with the authority that the tests trust.
    public var authority: String { description["authority"]?.string ?? "" }

    /// The pin of the good server's key.
    public var pin: String { description["pin"]?.string ?? "" }
}
