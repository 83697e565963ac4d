import Foundation

extension Process {
    /// Runs it and waits for its end, on a thread of its own: the waiting blocks.
    func runToEnd() async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try self.run()
                        self.waitUntilExit()
                    })
            }
        }
    }
}
