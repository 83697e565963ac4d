import Glibc
import Testing

@testable import HTTPServer

@Suite("Termination signals are waited for, not handled")
struct TerminationSignalsTests {
    @Test("a signal that is pending when the wait begins ends it", arguments: [SIGUSR1, SIGUSR2])
    func takesASignal(number: Int32) throws {
        let signals = try TerminationSignals.block([SIGUSR1, SIGUSR2])
        // For this thread only: others of the test process do not block it.
        pthread_kill(pthread_self(), number)
        #expect(try signals.wait() == number)
    }

    @Test("a number that is no signal is an error")
    func refusesNumbers() {
        #expect(throws: TerminationSignals.Failure(call: "sigaddset", code: EINVAL)) {
            try TerminationSignals.block([4_711])
        }
    }
}
