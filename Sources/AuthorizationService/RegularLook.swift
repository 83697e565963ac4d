import Synchronization

/// Looks at something four times a second, until it is stopped.
final class RegularLook: Sendable {
    static let interval = Duration.milliseconds(250)

    private let task = Mutex<Task<Void, Never>?>(nil)

    /// Looks from now on, each time by `look`.
    func start(_ look: @escaping @Sendable () -> Void) {
        let task = Task.detached {
            while !Task.isCancelled {
                look()
                try? await Task.sleep(for: RegularLook.interval)
            }
        }
        self.task.withLock { $0 = task }
    }

    /// Looks no more.
    func stop() { task.withLock { $0?.cancel() } }
}
