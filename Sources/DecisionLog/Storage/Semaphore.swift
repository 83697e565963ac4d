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

    /// Waits for a count and takes it, or until a moment.
    func wait(until moment: timespec) {
        var moment = moment
        while unsafe sem_timedwait(semaphore, &moment) != 0, errno == EINTR {}
    }
}

extension timespec {
    /// The moment so many nanoseconds from now, fewer than a second.
    static func now(plus nanoseconds: Int) -> timespec {
        var moment = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &moment)
        moment.tv_nsec += nanoseconds
        if moment.tv_nsec >= 1_000_000_000 {
            moment.tv_sec += 1
            moment.tv_nsec -= 1_000_000_000
        }
        return moment
    }
}
