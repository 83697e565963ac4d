import Synchronization

/// A line on standard error when something takes longer than a second, so that nobody wonders.
struct SlowNotice {
    private let task: Task<Void, Never>

    private static let active = Mutex(0)

    /// Whether some command has said, or will say, what takes so long.
    static var isActive: Bool { active.withLock { $0 > 0 } }

    /// Says `text` a second from now, unless it is ended before.
    init(_ text: String) {
        SlowNotice.active.withLock { $0 += 1 }
        task = Task {
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            StandardError.write(text)
        }
    }

    /// What was waited for is there.
    func end() {
        SlowNotice.active.withLock { $0 -= 1 }
        task.cancel()
    }
}
