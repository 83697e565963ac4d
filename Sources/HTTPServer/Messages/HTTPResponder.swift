import NIOCore
import Synchronization

/// Takes the answer to one request, from any thread and at any time.
///
/// A responder that is given up without an answer answers 500: no client waits for nothing.
public final class HTTPResponder: Sendable {
    private let answers: AnswerQueue
    private let executor: LoopTaskExecutor
    private let connection: NIOLoopBound<ConnectionHandler>
    private let requestNumber: Int
    private let isAnswered = Atomic(false)

    init(_ connection: ConnectionHandler, requestNumber: Int) {
        answers = connection.core.answers
        executor = connection.core.executor
        self.connection = NIOLoopBound(connection, eventLoop: connection.core.eventLoop)
        self.requestNumber = requestNumber
    }

    deinit {
        guard !isAnswered.load(ordering: .relaxed) else { return }
        answer(.plainText(500, "the request was not answered"))
    }

    /// Answers the request; only the first answer counts.
    public func answer(_ response: HTTPResponse) {
        guard !isAnswered.exchange(true, ordering: .relaxed) else { return }
        answers.put(
            Answer(connection: connection, requestNumber: requestNumber, response: response))
    }

    /// Runs work on the server's thread, which it must not block.
    ///
    /// - Returns: The task, for a handler to return, so that it is cancelled when nobody waits.
    public func task(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: executor, operation: work)
    }
}
