import Glibc

/// A counter on which one thread waits (POSIX).
@safe
final class Semaphore: @unchecked Sendable {
    // The system's own object: its address never changes, and its calls are for any thread.
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        unsafe semaphore = .allocate(capacity: 1)
        _ = unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        _ = unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    /// Counts one up.
    func post() { _ = unsafe sem_post(semaphore) }

    /// Waits for a count and takes it.
    func wait() {
        while unsafe sem_wait(semaphore) != 0, errno == EINTR {}
    }

    /// Waits for a count and takes it, or until a moment in seconds since 1970.
    func wait(until moment: UInt64) {
        var limit = timespec(tv_sec: Int(clamping: moment), tv_nsec: 0)
        while unsafe sem_timedwait(semaphore, &limit) != 0, errno == EINTR {}
    }

    /// Takes all counts that are there.
    func drain() {
        while unsafe sem_trywait(semaphore) == 0 {}
    }
}
