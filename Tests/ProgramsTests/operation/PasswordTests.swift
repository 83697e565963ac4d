import Foundation
import TestSupport
import Testing

extension OperationSuites {
    @Suite("a password that is typed")
    struct PasswordTests {
        /// Runs a program on a terminal, types an answer to the first line it shows, and prints what
        /// the terminal showed.
        private static let typist = """
            import os, pty, signal, sys
            signal.alarm(30)
            pid, terminal = pty.fork()
            if pid == 0:
                os.execv(sys.argv[2], sys.argv[2:])
            shown = b""
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

        private static func type(
            _ keys: String, in world: World
        ) async throws -> (status: Int32, shown: String) {
            let process = Process()
            let output = Pipe()
            process.executableURL = Fixtures.root.appending(path: ".venv/bin/python")
            process.arguments = [
                "-c", typist, keys, Program.folder.appending(path: "dstackgov").path, "eth",
                "wallet", "decrypt", "--keystore", "owner1.json",
            ]
            process.currentDirectoryURL = world.folder
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

        @Test("is asked for, taken with its corrections, and never shown")
        func typed() async throws {
            let world = try await SharedWorld.world
            let right = try await Self.type("wrong\u{15}text\u{7f}\u{7f}st\r", in: world)
            #expect(right.status == 0 && right.shown.contains("password of owner1.json:"))
            #expect(right.shown.contains(world.address(1)), "\(right.shown)")
            #expect(!right.shown.contains("wrong") && !right.shown.contains("test"))
            let wrong = try await Self.type("tset\r", in: world)
            #expect(wrong.status == 2 && wrong.shown.contains("wrong password"), "\(wrong.shown)")
            let ended = try await Self.type("te\u{3}", in: world)
            #expect(ended.status == 2 && !ended.shown.contains(world.address(1)))
        }
    }
}
