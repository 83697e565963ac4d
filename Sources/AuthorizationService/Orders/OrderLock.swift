import Glibc

/// The mark of a running service in its state folder, and of a command that gives an order: locks,
/// which end with the process however it ends.
@safe
public final class OrderLock: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Marks that a service takes orders in the folder, once no command looks at the same moment:
    /// the log's lock keeps other services away.
    ///
    /// - Returns: The mark; nil where it cannot be made.
    static func service(in folder: String) -> OrderLock? {
        let descriptor = unsafe open(mark(folder), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX) == 0 else {
            close(descriptor)
            return nil
        }
        return OrderLock(descriptor)
    }

    /// Whether a service takes orders in the folder now.
    public static func isServed(_ folder: String) -> Bool {
        let descriptor = unsafe open(
            mark(folder), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// Keeps other commands from giving orders as long as the value lives.
    ///
    /// - Returns: The lock; nil where another command has it, or the folder cannot be opened.
    public static func command(in folder: String) -> OrderLock? {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return OrderLock(descriptor)
    }

    private static func mark(_ folder: String) -> String { folder + "/heads.lock" }
}
