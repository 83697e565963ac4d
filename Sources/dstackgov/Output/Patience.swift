import Synchronization

/// A stretch of waiting for one other side, over as many requests as it takes: it is told after a
/// second, and again from time to time.
final class Patience: Sendable {
    /// What is known of the stretch.
    private struct Stretch {
        var begin: ContinuousClock.Instant?
        var lastEnd: ContinuousClock.Instant?
        var next = ContinuousClock.now
        var requests = 0
        var isTold = false
    }

    private let subject: String
    private let stretch = Mutex(Stretch())

    /// After this long it is told that something is waited for; a pause as long ends a stretch.
    private static let first = Duration.seconds(1)
    /// So long after each telling the next follows.
    private static let again = Duration.seconds(15)

    /// - Parameter subject: What is waited for, as it is told.
    init(_ subject: String) { self.subject = subject }

    /// Waits for `answer`, and tells it where the stretch takes long.
    func wait<Answer, Failure: Error>(
        for answer: () async throws(Failure) -> Answer
    ) async throws(Failure) -> Answer {
        begin()
        let teller = Task {
            while !Task.isCancelled {
                try? await Task.sleep(until: tellIfDue(), clock: .continuous)
            }
        }
        defer {
            teller.cancel()
            end()
        }
        return try await answer()
    }

    private func begin() {
        let now = ContinuousClock.now
        stretch.withLock { stretch in
            let isNew =
                stretch.requests == 0 && stretch.lastEnd.map { now - $0 > Patience.first } != false
            if isNew {
                stretch = Stretch()
                stretch.begin = now
                stretch.next = now + Patience.first
            }
            stretch.requests += 1
        }
    }

    private func end() {
        stretch.withLock { stretch in
            stretch.requests -= 1
            stretch.lastEnd = .now
        }
    }

    /// Tells it, if it is time.
    ///
    /// - Returns: When it is time again.
    private func tellIfDue() -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        let (next, line) = stretch.withLock { stretch in
            guard now >= stretch.next, let begin = stretch.begin, stretch.requests > 0 else {
                return (stretch.next, String?.none)
            }
            stretch.next = now + Patience.again
            let seconds = (now - begin).components.seconds
            // What is done is told already where the command names it.
            let isSilent = !stretch.isTold && SlowNotice.isActive
            let line = stretch.isTold ? "\(subject), \(seconds) s until now" : subject
            stretch.isTold = true
            return (stretch.next, isSilent ? nil : line)
        }
        if let line { StandardError.write(line) }
        return next
    }
}
