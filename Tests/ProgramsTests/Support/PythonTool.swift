import Foundation
import TestSupport
import Testing

/// A tool of the checkout that is written in Python.
enum PythonTool {
    /// Runs a module with arguments, which must end well, on a thread of its own.
    ///
    /// - Returns: What it printed, without the last ends of lines.
    static func run(_ module: String, _ arguments: [String]) async throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        process.arguments = ["-m", module] + arguments
        process.currentDirectoryURL = Fixtures.root
        process.standardOutput = output
        try await process.runToEnd()
        try #require(process.terminationStatus == 0)
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
