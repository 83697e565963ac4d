public import Codec
import Foundation
import Glibc
import Synchronization

/// The development chain, started for a suite and stopped when the last reference, or the process,
/// is gone.
public final class Devnet: Sendable {
    /// Where it answers, for example `http://127.0.0.1:40123`.
    public let url: String
    /// The line that it printed when it was ready: `accounts`, `contracts`, `deployment` and more.
    public let description: JSONValue

    private let process: Process
    /// While this end of the pipe is open the chain runs.
    private let lifeline: Pipe

    /// Why the chain did not start.
    public struct StartError: Error, CustomStringConvertible {
        /// What the chain printed.
        public let description: String
    }

    private static let python = Fixtures.root.appending(path: ".venv/bin/python")

    /// Whether the set-up has put Python where the chain is started from.
    public static let isAvailable = FileManager.default.isExecutableFile(atPath: python.path)

    /// Starts a chain and waits until it answers, on a thread of its own: the few threads that run
    /// tasks must not wait for a process.
    ///
    /// - Parameter options: The chain's options, for example `--empty`; port and output are set.
    /// - Returns: The chain, ready.
    /// - Throws: ``StartError`` when it ends before it is ready.
    public static func start(_ options: String...) async throws -> Devnet {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Devnet(options) })
            }
        }
    }

    private init(_ options: [String]) throws {
        (process, lifeline, url, description) = try Devnet.starting.withLock { _ in
            try Devnet.start(options)
        }
    }

    /// One start at a time: a chain that is started must not inherit the lifelines of others, or
    /// none of them would notice that its own was cut.
    private static let starting = Mutex(())

    private static func start(
        _ options: [String]
    ) throws -> (Process, Pipe, url: String, description: JSONValue) {
        let process = Process()
        let lifeline = Pipe()
        let output = Pipe()
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(output.fileHandleForReading.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let document = FileManager.default.temporaryDirectory
            .appending(path: "devnet-\(UUID().uuidString).json")
        // The shell outlives neither this process nor the pipe, and takes the chain with it. Tasks
        // run on threads that mask SIGTERM, and a process inherits the mask.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            [
                "-c",
                #""$@" </dev/null & chain=$!; cat >/dev/null; kill -KILL $chain; wait $chain"#,
                "sh",
                Devnet.python.path, "-m", "contracts.devnet", "--port", "0", "--json",
                "--deployment", document.path,
            ] + options
        process.currentDirectoryURL = Fixtures.root
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        let line = Devnet.firstLine(of: output.fileHandleForReading)
        guard let value = try? JSONValue(parsing: line), let url = value["url"]?.string else {
            throw StartError(description: "the development chain did not start: \(line)")
        }
        try? FileManager.default.removeItem(at: document)
        return (process, lifeline, url, value)
    }

    deinit { stop() }

    /// Stops the chain, as a node that dies: connections end in the middle.
    public func stop() {
        try? lifeline.fileHandleForWriting.close()
    }

    private static func firstLine(of handle: FileHandle) -> String {
        var bytes = Data()
        while let byte = try? handle.read(upToCount: 1), let first = byte.first {
            if first == UInt8(ascii: "\n") { break }
            bytes.append(first)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
