import Glibc

/// What passes while an operation works.
enum Clock {
    /// CPU time of this thread: being descheduled does not count.
    case thread
    /// Time of day, for what other threads or processes do.
    case wall

    /// The nanoseconds since some moment.
    var now: Double {
        var time = timespec()
        clock_gettime(self == .thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// The nanoseconds of so many runs.
    func time(_ times: Int, _ work: Work) throws -> Double {
        let start = now
        try work(times)
        return now - start
    }
}
