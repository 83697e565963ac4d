import EthereumClient
import Primitives
import Synchronization

/// What was said on the wire in one piece of work with a provider, byte for byte: the evidence when
/// it turns out to be a lie.
final class ExchangeTrace: Sendable {
    /// One question and its answer.
    struct Exchange: Sendable {
        let request: Bytes
        let answer: Bytes
    }

    private struct State {
        var exchanges: [Exchange] = []
        var byteCount = 0
        var date: Timestamp?
    }

    /// The trace of the present task, if anybody wants one.
    @TaskLocal static var current: ExchangeTrace?

    /// The most bytes that are kept; the oldest exchanges make room, the last one always stays.
    private static let mostBytes = 4 << 20

    private let state = Mutex(State())

    /// Notes an exchange.
    func note(_ request: Bytes, _ answer: TransportAnswer) {
        state.withLock { state in
            state.exchanges.append(Exchange(request: request, answer: answer.body))
            state.byteCount += request.count + answer.body.count
            while state.byteCount > ExchangeTrace.mostBytes, state.exchanges.count > 1 {
                let oldest = state.exchanges.removeFirst()
                state.byteCount -= oldest.request.count + oldest.answer.count
            }
            if let date = answer.date { state.date = date }
        }
    }

    /// What was said.
    var exchanges: [Exchange] { state.withLock { $0.exchanges } }
    /// The provider's clock in its last answer that names one.
    var date: Timestamp? { state.withLock { $0.date } }
}

/// A provider's transport that tells the present task's trace what was said.
struct TracedTransport: Transport {
    let transport: any Transport

    func send(
        _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
    ) async throws(TransportError) -> Bytes {
        let answer = try await transport.exchange(
            request, deadline: deadline, responseLimit: responseLimit)
        ExchangeTrace.current?.note(request, answer)
        return answer.body
    }
}
