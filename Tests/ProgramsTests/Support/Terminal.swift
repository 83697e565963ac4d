import Foundation
import TestSupport

/// A terminal (a pseudo-terminal of 80 columns) on which a program runs, as a person has it.
enum Terminal {
    /// Runs a program on a terminal, types an answer to the first colon it shows where there is one to
    /// type, and prints what the terminal showed.
    private static let script = """
        import os, pty, signal, sys
        signal.alarm(30)
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        shown = b""
        if sys.argv[1]:
            while b":" not in shown:
                shown += os.read(terminal, 4096)
            os.write(terminal, sys.argv[1].encode())
        try:
            while block := os.read(terminal, 4096):
                shown += block
        except OSError:
            pass
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """

    /// Runs `dstackgov` on a terminal.
    ///
    /// - Parameters:
    ///   - arguments: As typed behind the program's name.
    ///   - keys: What is typed when it asks; nothing where it is empty.
    ///   - environment: Variables beside those of the tests, of which `NO_COLOR` is taken out.
    ///   - folder: The working directory; nil for that of the tests.
    /// - Returns: The exit code, and all that the terminal showed.
    /// - Throws: When the process cannot be started.
    static func dstackgov(
        _ arguments: [String], typing keys: String = "", environment: [String: String] = [:],
        in folder: URL? = nil
    ) async throws -> (status: Int32, shown: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
        let program = Program.folder.appending(path: Program.dstackgov.rawValue).path
        process.arguments = ["-c", script, keys, program] + arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "NO_COLOR" }.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardOutput = output
        let shown: Data = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try process.run()
                        let shown = try output.fileHandleForReading.readToEnd() ?? Data()
                        process.waitUntilExit()
                        return shown
                    })
            }
        }
        return (process.terminationStatus, String(decoding: shown, as: UTF8.self))
    }
}
