import Foundation
import Glibc

/// A server of `tools`: a Python module that prints one line when it is ready and ends with its
/// standard input, so with the last reference or with this process.
public final class PythonServer: Sendable {
    /// The line that it printed.
    public let line: String
    private let process: Process
    private let lifeline: Pipe

    /// Starts a server and waits for its line.
    ///
    /// - Parameter arguments: Python's, from `-m` on.
    /// - Throws: What `Process` throws when Python is not there.
    public init(_ arguments: [String]) throws {
        process = Process()
        lifeline = Pipe()
        let output = Pipe()
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = arguments
        process.currentDirectoryURL = Fixtures.root
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8)
        {
            line.append(byte)
        }
        self.line = String(decoding: line, as: UTF8.self)
    }

    deinit { try? lifeline.fileHandleForWriting.close() }
}
