import EthereumClient
import Synchronization

/// Brings cancellation and beginning of one request into an order, whichever comes first.
final class CurlFlight: Sendable {
    private struct State {
        var transfer: CurlTransfer?
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Hands the transfer to the engine, or ends it at once where the task is cancelled already.
    func begin(_ transfer: CurlTransfer, on engine: CurlEngine) {
        let isCancelled = state.withLock { state in
            state.transfer = transfer
            return state.isCancelled
        }
        if isCancelled { transfer.isCancelled.store(true, ordering: .releasing) }
        engine.start(transfer)
    }

    /// Cancels the transfer, now or when it begins.
    func cancel(on engine: CurlEngine) {
        let transfer = state.withLock { state in
            state.isCancelled = true
            return state.transfer
        }
        if let transfer { engine.cancel(transfer) }
    }
}
