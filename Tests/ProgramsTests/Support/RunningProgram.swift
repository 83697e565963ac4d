import Foundation
import Glibc

/// A program that runs until it is stopped.
final class RunningProgram: Sendable {
    private let process: Process
    private let outputFile: URL
    private let errorFile: URL

    init(process: Process, output: URL, errors: URL) {
        self.process = process
        outputFile = output
        errorFile = errors
    }

    deinit {
        signal(SIGKILL)
        try? FileManager.default.removeItem(at: outputFile)
        try? FileManager.default.removeItem(at: errorFile)
    }

    /// What it has printed so far.
    var output: String { (try? String(contentsOf: outputFile, encoding: .utf8)) ?? "" }
    /// What it has told on standard error so far.
    var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }
    /// Whether it still runs.
    var isRunning: Bool { process.isRunning }
    /// The number of its process.
    var identifier: Int32 { process.processIdentifier }

    /// Sends a signal to it, and to nothing else.
    func signal(_ number: Int32) {
        if isRunning { kill(identifier, number) }
    }

    /// Waits for its end.
    ///
    /// - Returns: The exit code; the number of the signal, negative, where one ended it.
    func waitForEnd() async -> Int32 {
        while isRunning { try? await Task.sleep(for: .milliseconds(5)) }
        let status = process.terminationStatus
        return process.terminationReason == .exit ? status : -status
    }

    /// Waits until `condition` holds or the program ends, thirty seconds at most.
    ///
    /// - Parameter condition: What to wait for.
    /// - Returns: Whether it holds.
    func waits(until condition: () async throws -> Bool) async rethrows -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            if !isRunning { break }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return try await condition()
    }
}
