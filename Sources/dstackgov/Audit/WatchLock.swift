import Glibc

/// Keeps a second watch from the same store: two would tell everything twice.
@safe
final class WatchLock {
    private let descriptor: Int32

    /// Takes the lock beside the store, for as long as this value lives.
    init(store: String) throws(CommandFailure) {
        let path = store + ".watch-lock"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(.input, "\(path): cannot be opened (error \(errno))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw CommandFailure(.input, "\(store): another audit watch follows it already")
        }
    }

    deinit { close(descriptor) }
}
