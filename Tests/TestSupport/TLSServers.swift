public import Codec
import Foundation
import Glibc

/// TLS servers on this machine, one for each way to be wrong (`tools/tls_server`); they end with the
/// last reference.
public final class TLSServers: Sendable {
    /// What they printed: ports by name, the file with the authority, the pin of the good key.
    public let description: JSONValue
    private let process: Process
    private let lifeline: Pipe

    /// The one set for a run of the tests.
    public static let shared = Result { try TLSServers() }

    /// Whether the set-up has put Python where the servers are started from.
    public static var isAvailable: Bool { Devnet.isAvailable }

    private init() throws {
        process = Process()
        lifeline = Pipe()
        let output = Pipe()
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-W", "ignore", "-m", "tools.tls_server"]
        process.currentDirectoryURL = Fixtures.root
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8)
        {
            line.append(byte)
        }
        description = try JSONValue(parsing: String(decoding: line, as: UTF8.self))
    }

    deinit { try? lifeline.fileHandleForWriting.close() }

    /// The port of the server of this name.
    public func port(_ name: String) -> Int { description["ports"]?[name]?.integer() ?? 0 }

    /// The file with the authority that the tests trust.
    public var authority: String { description["authority"]?.string ?? "" }

    /// The pin of the good server's key.
    public var pin: String { description["pin"]?.string ?? "" }
}
