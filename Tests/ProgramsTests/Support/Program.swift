import Foundation
import TestSupport

/// A program of this package, run as a person or a service manager runs it: a process of its own,
/// with arguments, an environment, standard streams and an exit code.
enum Program: String {
    case dstackgov
    case authd = "dstack-authd"
    case keyd = "dstack-keyd"

    /// What a program left behind.
    struct Outcome {
        /// The exit code; the number of the signal, negative, where one ended it.
        let status: Int32
        let output: String
        let errors: String
    }

    /// Where the build put the programs: beside the tests' own executable.
    static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// Runs the program to its end, on a thread of its own: the few threads that run tasks must not
    /// wait for a process.
    ///
    /// - Parameters:
    ///   - arguments: As typed behind the program's name.
    ///   - environment: The whole environment, beside `PATH`, `HOME` and `NO_COLOR=1`.
    ///   - input: What comes on standard input.
    ///   - folder: The working directory; nil for that of the tests.
    /// - Returns: Exit code and what it printed.
    /// - Throws: When the process cannot be started.
    func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "",
        in folder: URL? = nil
    ) async throws -> Outcome {
        let (process, output, errors) = try prepared(arguments, environment, in: folder)
        let source = FileManager.default.temporaryDirectory
            .appending(path: "input-\(UUID().uuidString)")
        try Data(input.utf8).write(to: source)
        process.standardInput = try FileHandle(forReadingFrom: source)
        defer {
            for file in [source, output, errors] { try? FileManager.default.removeItem(at: file) }
        }
        try await process.runToEnd()
        let isExit = process.terminationReason == .exit
        let outcome = Outcome(
            status: isExit ? process.terminationStatus : -process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
        if self == .dstackgov, arguments.contains("--json") {
            try Snapshots.check(arguments, outcome.output)
        }
        return outcome
    }

    /// Starts the program and leaves it running.
    ///
    /// - Parameters:
    ///   - arguments: As typed behind the program's name.
    ///   - environment: The whole environment, beside `PATH`, `HOME` and `NO_COLOR=1`.
    ///   - folder: The working directory; nil for that of the tests.
    /// - Returns: The process, which is killed with the last reference to it.
    /// - Throws: When the process cannot be started.
    func start(
        _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil
    ) throws -> RunningProgram {
        let (process, output, errors) = try prepared(arguments, environment, in: folder)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return RunningProgram(process: process, output: output, errors: errors)
    }

    private func prepared(
        _ arguments: [String], _ environment: [String: String], in folder: URL?
    ) throws -> (Process, output: URL, errors: URL) {
        let process = Process()
        process.executableURL = Program.folder.appending(path: rawValue)
        process.arguments = arguments
        let own = ProcessInfo.processInfo.environment
        process.environment = ["NO_COLOR": "1"]
            .merging(own.filter { ["PATH", "HOME"].contains($0.key) }) { $1 }
            .merging(environment) { $1 }
        process.currentDirectoryURL = folder
        let output = try emptyFile()
        let errors = try emptyFile()
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        return (process, output, errors)
    }

    /// Output goes to files: a pipe that nobody reads would stop the program when it is full.
    private func emptyFile() throws -> URL {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "program-\(UUID().uuidString)")
        try Data().write(to: file)
        return file
    }
}
