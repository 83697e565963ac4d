import Foundation

/// Runs something that blocks on a thread of its own: the threads that tests run on are as few as
/// the processors.
final class Background<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    /// Guarded by the condition, which is why the class may call itself Sendable.
    private var value: Value?

    init(_ work: @escaping @Sendable () -> Value) {
        Thread.detachNewThread {
            let value = work()
            self.condition.lock()
            self.value = value
            self.condition.broadcast()
            self.condition.unlock()
        }
    }

    /// Blocks until the work is done.
    func wait() -> Value {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value { return value }
            condition.wait()
        }
    }
}
