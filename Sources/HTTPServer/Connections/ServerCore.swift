import Glibc
import Logging
import NIOCore

/// What all connections of a server share; lives on the event loop's thread.
final class ServerCore {
    /// More than one, so that a queue of connections in front of an honest one is soon worked off.
    private static let victimsPerFailedAccept = 8

    let configuration: HTTPServer.Configuration
    let handler: HTTPServer.RespondingHandler
    let refusalResponse: HTTPServer.RefusalResponse
    let eventLoop: any EventLoop
    let executor: LoopTaskExecutor
    let answers: AnswerQueue
    let counters: ServerCounters
    let logger: Logger

    private(set) var roster = ConnectionRoster<ConnectionHandler, NIODeadline>()
    /// The last response, whose memory is used again once the socket has taken it.
    var responseBuffer = ByteBuffer()
    private var bufferedBytes = 0
    private var date = HTTPDate()
    /// The instant for which the one timer is set, nil when no connection is open.
    private var alarm: NIODeadline?
    private var durations: [TimeAmount]
    private(set) var requestsInFlight = 0
    private var nextAcceptWarning = NIODeadline.uptimeNanoseconds(0)
    /// Is kept when no connection and no request is left after a stop was asked for.
    private var stopping: EventLoopPromise<HTTPServer.StopReport>?

    init(
        configuration: HTTPServer.Configuration,
        handler: @escaping HTTPServer.RespondingHandler,
        refusalResponse: @escaping HTTPServer.RefusalResponse,
        eventLoop: any EventLoop,
        counters: ServerCounters,
        logger: Logger
    ) {
        self.configuration = configuration
        self.handler = handler
        self.refusalResponse = refusalResponse
        self.eventLoop = eventLoop
        self.executor = LoopTaskExecutor(eventLoop: eventLoop)
        self.answers = AnswerQueue(eventLoop: eventLoop)
        self.counters = counters
        self.logger = logger
        durations = ConnectionPhase.allCases.map {
            TimeAmount(configuration.deadlines.duration(of: $0))
        }
    }

    /// Whether no further request is taken on a connection.
    var isStopping: Bool { stopping != nil }

    /// The text of the `date` field now.
    func dateText() -> String {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return date.text(at: now.tv_sec)
    }
}

// MARK: connections

extension ServerCore {
    /// Takes a new connection in, closing another one when the server is full.
    func admit(_ connection: ConnectionHandler, phase: ConnectionPhase) -> Int {
        if roster.count >= configuration.limits.connections, let victim = roster.victim() {
            evict(victim, for: "connections")
        }
        counters.connectionsAccepted.count()
        counters.connectionsOpen.count()
        let now = NIODeadline.now()
        let seat = roster.add(connection, phase: phase, now: now)
        setAlarm(for: phase, now: now)
        return seat
    }

    /// Begins a phase of a connection and its deadline.
    func begin(_ phase: ConnectionPhase, seat: Int) {
        let now = NIODeadline.now()
        roster.move(seat, to: phase, now: now)
        setAlarm(for: phase, now: now)
    }

    /// Forgets a connection that is closed.
    func dismiss(seat: Int) {
        roster.remove(seat)
        counters.connectionsOpen.count(-1)
        finishStop()
    }

    /// Notes that a connection holds more or fewer bytes than before, and closes the slowest other
    /// connections while all together hold more than allowed.
    func buffered(bytes change: Int, by connection: ConnectionHandler) {
        bufferedBytes += change
        while change > 0, bufferedBytes > configuration.limits.bufferedBytes,
            let victim = roster.longestWaiting([.head, .body, .response]), victim !== connection
        {
            evict(victim, for: "bufferedBytes")
        }
    }

    /// Closes a few connections when the system refuses another one, mostly for want of a
    /// descriptor; returns how long to wait before the next try, so that a failure that lasts costs
    /// little.
    func acceptFailed(_ error: IOError) -> TimeAmount {
        let now = NIODeadline.now()
        if now >= nextAcceptWarning {
            nextAcceptWarning = now + .seconds(1)
            logger.error("cannot accept", metadata: ["why": "\(error)"])
        }
        for _ in 0..<Self.victimsPerFailedAccept {
            guard let victim = roster.victim() else { break }
            evict(victim, for: "descriptors")
        }
        return .milliseconds(10)
    }

    private func evict(_ victim: ConnectionHandler, for limit: String) {
        counters.connectionsEvicted.count()
        logger.debug("connection evicted", metadata: ["limit": "\(limit)"])
        victim.closeNow()
    }
}

// MARK: requests

extension ServerCore {
    /// Takes one of the places for requests in flight; false when all are taken.
    func beginRequest() -> Bool {
        guard requestsInFlight < configuration.limits.requestsInFlight else { return false }
        requestsInFlight += 1
        counters.requestsInFlight.count()
        return true
    }

    /// Gives the place back; the task has ended, whether its answer was still wanted or not.
    func endRequest() {
        requestsInFlight -= 1
        counters.requestsInFlight.count(-1)
        finishStop()
    }
}

// MARK: deadlines

extension ServerCore {
    private func setAlarm(for phase: ConnectionPhase, now: NIODeadline) {
        let deadline = now + durations[phase.rawValue]
        // In steady work the alarm already stands for an earlier deadline of another connection.
        guard deadline < (alarm ?? .distantFuture) else { return }
        alarm = deadline
        let core = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.scheduleTask(deadline: deadline) {
            core.value.ring(deadline)
        }
    }

    /// Closes what has expired and sets the alarm for the next deadline.
    private func ring(_ deadline: NIODeadline) {
        // An alarm that was overtaken by an earlier one has nothing to do.
        guard alarm == deadline else { return }
        alarm = nil
        let now = NIODeadline.now()
        for phase in ConnectionPhase.allCases {
            let duration = durations[phase.rawValue]
            while let (connection, since) = roster.oldest(phase), since + duration <= now {
                counters.connectionsExpired.count()
                logger.debug("deadline exceeded", metadata: ["phase": "\(phase)"])
                connection.expire(phase)
            }
        }
        for phase in ConnectionPhase.allCases {
            if let (_, since) = roster.oldest(phase) {
                setAlarm(for: phase, now: since)
            }
        }
    }
}

// MARK: stop

extension ServerCore {
    /// Closes idle connections and lets the others finish what they have begun; what is left after
    /// the limit is cancelled and closed.
    func stop(within limit: TimeAmount) -> EventLoopFuture<HTTPServer.StopReport> {
        let promise = eventLoop.makePromise(of: HTTPServer.StopReport.self)
        stopping = promise
        for connection in roster.members {
            connection.closeIfIdle()
        }
        let core = NIOLoopBound(self, eventLoop: eventLoop)
        let timer = eventLoop.scheduleTask(in: limit) { core.value.abortStop() }
        promise.futureResult.whenComplete { _ in timer.cancel() }
        finishStop()
        return promise.futureResult
    }

    private func finishStop() {
        guard let stopping, roster.count == 0, requestsInFlight == 0 else { return }
        stopping.succeed(HTTPServer.StopReport(closedConnections: 0, abandonedRequests: 0))
        self.stopping = nil
    }

    private func abortStop() {
        guard let stopping else { return }
        self.stopping = nil
        let connections = roster.members
        stopping.succeed(
            HTTPServer.StopReport(
                closedConnections: connections.count, abandonedRequests: requestsInFlight))
        for connection in connections {
            connection.closeNow()
        }
    }
}
