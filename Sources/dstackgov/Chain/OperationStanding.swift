import Chain
import Contracts
import EthereumClient
import Primitives

/// Where an operation stands in its timelock, by the clock of the latest block.
struct OperationStanding: Equatable {
    /// The state.
    let state: OperationState
    /// The moment from which it may be executed, while it waits or is ready.
    let readyAt: Timestamp?
    /// The time of the latest block.
    let now: Timestamp

    /// Reads where the operation `id` stands.
    init(
        _ id: Hash32, timelock: Address, _ client: EthereumClient
    ) async throws(CommandFailure) {
        let number = try await client.read(TimelockController.GetTimestamp(id), of: timelock)
        let head = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.latest)
        }
        guard let head else { throw CommandFailure(.chain, "the node knows no latest block") }
        now = head.header.timestamp
        state = OperationState(timestamp: number, at: now.seconds)
        readyAt =
            switch state {
            case .unset, .done: nil
            case .waiting, .ready: Timestamp(seconds: UInt64(exactly: number) ?? .max)
            }
    }

    /// The state in words that need no contract's source.
    var told: String {
        state == .unset ? "\(state.name): never scheduled, or cancelled" : state.name
    }

    /// Since when, or when, it may be executed, with the wait that is left; nil where that is no
    /// question.
    var ready: (name: String, value: String)? {
        guard let readyAt else { return nil }
        if state == .ready { return ("ready since", readyAt.description) }
        return ("ready", "\(readyAt), in \(timeLeft)")
    }

    /// How long it waits still.
    var timeLeft: SecondsSpan {
        let ready = readyAt?.seconds ?? 0
        return SecondsSpan(seconds: ready > now.seconds ? ready - now.seconds : 0)
    }
}
