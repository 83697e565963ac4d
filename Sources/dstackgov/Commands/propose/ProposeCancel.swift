import ArgumentParser
import Contracts
import EthereumClient
import Governance

/// Take a scheduled operation out of the queue.
struct ProposeCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a scheduled operation.")

    @Argument(help: "The operation file that was scheduled.")
    var file: String

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var operation = try Operations.read(file)
        guard let timelock = operation.timelock, let id = operation.id else {
            throw CommandFailure(.input, "\(file): it goes through no timelock")
        }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let state = try await OperationStanding(id, timelock: timelock.address, client).state
        switch state {
        case .waiting, .ready: break
        case .unset, .done:
            throw CommandFailure(
                .refused, "operation \(id) is \(state.name): there is nothing to cancel")
        }
        let safe = try await SafeOnChain(operation.safe.address, client)
        operation.action = .cancel
        operation.purpose = proposal.purpose
        operation.safe.version = safe.version
        operation.safe.nonce = try proposal.wishes().nonce ?? safe.nonce
        try ProposalReport(operation: operation, path: proposal.out)
            .write(replacing: proposal.force, output: output)
    }
}
