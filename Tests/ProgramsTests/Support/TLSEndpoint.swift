import Foundation
import TestSupport

/// A TLS server with a certificate of RA-TLS, made with a test root; it ends with the last reference.
final class TLSEndpoint: Sendable {
    /// Where it listens.
    let url: String
    private let server: PythonServer

    /// Starts a server with `NAME` and `NAME.key` of a folder.
    init(_ name: String, in folder: URL) throws {
        let file = folder.appending(path: name).path
        server = try PythonServer(["-m", "tools.tls_server", file, file + ".key"])
        url = "https://127.0.0.1:" + server.line
    }
}
