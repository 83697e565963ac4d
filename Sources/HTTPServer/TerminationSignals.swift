public import Glibc

/// The signals that ask a program to end, taken by a thread that waits for them.
///
/// `block` is the first statement of a program: threads inherit the mask, so that no thread made
/// later can be interrupted, and no code runs inside a signal handler.
public struct TerminationSignals: Sendable {
    private let set: sigset_t

    /// The system refused a call about signals; the error's number.
    public struct Failure: Error, Sendable, Equatable {
        /// The call that failed.
        public let call: String
        /// The error's number (errno).
        public let code: Int32
    }

    /// Blocks the signals in this thread and all threads that it makes, and ignores SIGPIPE, so
    /// that a peer that is gone is an error of the write instead of the program's end.
    public static func block(
        _ signals: [Int32] = [SIGTERM, SIGINT]
    ) throws(Failure) -> TerminationSignals {
        var set = sigset_t()
        guard unsafe sigemptyset(&set) == 0 else { throw Failure(call: "sigemptyset", code: errno) }
        for signal in signals {
            guard unsafe sigaddset(&set, signal) == 0 else {
                throw Failure(call: "sigaddset", code: errno)
            }
        }
        let code = unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        guard code == 0 else { throw Failure(call: "pthread_sigmask", code: code) }
        // Cannot fail: the number is a signal's and not SIGKILL's or SIGSTOP's (man 2 signal).
        _ = Glibc.signal(SIGPIPE, SIG_IGN)
        return TerminationSignals(set: set)
    }

    /// Waits until one of the signals arrives and returns its number.
    @discardableResult
    public func wait() throws(Failure) -> Int32 {
        var set = set
        var signal: Int32 = 0
        let code = unsafe sigwait(&set, &signal)
        guard code == 0 else { throw Failure(call: "sigwait", code: code) }
        return signal
    }
}
