import Foundation
import TestSupport
import Testing

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

    /// Runs the maker of test evidence; what it prints.
    @discardableResult
    static func evidence(_ arguments: String...) throws -> String {
        try evidence(maker: "tools.nitro_evidence", arguments)
    }

    /// Runs a maker of test evidence; what it prints.
    @discardableResult
    static func evidence(maker: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-m", maker] + arguments
        process.currentDirectoryURL = Fixtures.root
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
