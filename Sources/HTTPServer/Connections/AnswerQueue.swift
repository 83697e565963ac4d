import NIOCore
import Synchronization

/// An answer on its way to its connection.
struct Answer: Sendable {
    let connection: NIOLoopBound<ConnectionHandler>
    let requestNumber: Int
    let response: HTTPResponse

    /// Hands the answer to its connection, on the event loop's thread.
    func arrive() {
        connection.value.handled(requestNumber, response)
    }
}

/// Brings answers to the event loop's thread: those that others make while it is busy, together.
final class AnswerQueue: Sendable {
    private let eventLoop: any EventLoop
    private let waiting = Mutex<[Answer]>([])

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Hands an answer over, from any thread; on the event loop's it is taken at once.
    func put(_ answer: Answer) {
        guard !eventLoop.inEventLoop else {
            answer.arrive()
            return
        }
        let isFirst = waiting.withLock { waiting in
            waiting.append(answer)
            return waiting.count == 1
        }
        if isFirst {
            eventLoop.execute { self.deliver() }
        }
    }

    private func deliver() {
        let answers = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for answer in answers { answer.arrive() }
    }
}
