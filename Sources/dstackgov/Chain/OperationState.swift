import Chain
import Contracts
import EthereumClient
import Primitives

/// Where an operation stands in its timelock.
enum OperationState: Equatable {
    /// Never scheduled, or cancelled.
    case unset
    /// Scheduled; ready at this moment.
    case waiting(until: Timestamp)
    /// May be executed since this moment.
    case ready(since: Timestamp)
    /// Executed.
    case done

    /// Reads the state of the operation `id`, judged by the time of the latest block.
    init(
        _ id: Hash32, timelock: Address, _ client: EthereumClient
    ) async throws(CommandFailure) {
        let number = try await client.read(TimelockController.GetTimestamp(id), of: timelock)
        let head = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.latest)
        }
        guard let head else { throw CommandFailure(.chain, "the node knows no latest block") }
        let seconds = UInt64(exactly: number) ?? .max
        switch seconds {
        case 0: self = .unset
        case 1: self = .done
        case ...head.header.timestamp.seconds: self = .ready(since: Timestamp(seconds: seconds))
        default: self = .waiting(until: Timestamp(seconds: seconds))
        }
    }

    /// The state's name, as OpenZeppelin has it.
    var name: String {
        switch self {
        case .unset: "Unset"
        case .waiting: "Waiting"
        case .ready: "Ready"
        case .done: "Done"
        }
    }
}
