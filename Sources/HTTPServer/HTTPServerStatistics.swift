import Synchronization

extension HTTPServer {
    /// Numbers since the start, for metrics.
    public struct Statistics: Sendable, Equatable {
        /// Connections that were accepted.
        public var connectionsAccepted = 0
        /// Connections that are open.
        public var connectionsOpen = 0
        /// Connections that were closed to make room for new ones or for memory.
        public var connectionsEvicted = 0
        /// Connections that exceeded a deadline.
        public var connectionsExpired = 0
        /// TLS handshakes that failed.
        public var handshakesFailed = 0
        /// Requests that the handler answered.
        public var requestsAnswered = 0
        /// Requests that the server answered by itself.
        public var requestsRefused = 0
        /// Requests whose handler is running.
        public var requestsInFlight = 0
    }
}

/// The numbers behind ``HTTPServer/Statistics``, written by the loop and read by any thread.
final class ServerCounters: Sendable {
    let connectionsAccepted = Atomic(0)
    let connectionsOpen = Atomic(0)
    let connectionsEvicted = Atomic(0)
    let connectionsExpired = Atomic(0)
    let handshakesFailed = Atomic(0)
    let requestsAnswered = Atomic(0)
    let requestsRefused = Atomic(0)
    let requestsInFlight = Atomic(0)

    /// The numbers as they are now; not all of one instant.
    var snapshot: HTTPServer.Statistics {
        HTTPServer.Statistics(
            connectionsAccepted: connectionsAccepted.load(ordering: .relaxed),
            connectionsOpen: connectionsOpen.load(ordering: .relaxed),
            connectionsEvicted: connectionsEvicted.load(ordering: .relaxed),
            connectionsExpired: connectionsExpired.load(ordering: .relaxed),
            handshakesFailed: handshakesFailed.load(ordering: .relaxed),
            requestsAnswered: requestsAnswered.load(ordering: .relaxed),
            requestsRefused: requestsRefused.load(ordering: .relaxed),
            requestsInFlight: requestsInFlight.load(ordering: .relaxed)
        )
    }
}

extension Atomic<Int> {
    /// Adds a number whose order to other memory does not matter.
    func count(_ number: Int = 1) {
        wrappingAdd(number, ordering: .relaxed)
    }
}
