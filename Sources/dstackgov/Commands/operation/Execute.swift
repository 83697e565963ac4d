import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// Execute a scheduled operation when its delay is over.
struct Execute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Execute a scheduled operation when its delay is over.",
        discussion: "Safe to repeat: an operation that is done already is reported as done.")

    @Argument(help: "The operation file.")
    var file: String

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        guard operation.action == .schedule, let timelock = operation.timelock,
            let calls = operation.timelockOperation
        else {
            throw CommandFailure(.input, "\(file): only what was scheduled can be executed")
        }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let id = calls.id
        let standing = try await OperationStanding(id, timelock: timelock.address, client)
        switch standing.state {
        case .done: return report("already executed", id: id, transaction: nil)
        case .unset:
            throw CommandFailure(
                .refused, "operation \(id) is not in the queue: never scheduled, or cancelled")
        case .waiting:
            throw CommandFailure(
                .notYet, "operation \(id) is not ready",
                remedy: standing.readyAt.map {
                    "Ready at \($0), in \(standing.timeLeft) by the chain's clock."
                })
        case .ready: break
        }
        let receipt = try await Sending(client: client, chainID: operation.chainID).call(
            timelock.address, calls.executeData, key: try key.open())
        let state = try await OperationStanding(id, timelock: timelock.address, client).state
        guard state == .done else {
            throw CommandFailure(
                .chain,
                "transaction \(receipt.transactionHash) went through, but the operation is "
                    + state.name)
        }
        report("executed", id: id, transaction: receipt.transactionHash)
    }

    private func report(_ what: String, id: Hash32, transaction: Hash32?) {
        var page = Page()
        var facts = [("done", what), ("operation id", id.hex)]
        if let transaction { facts.append(("transaction", transaction.hex)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        output.print(
            page,
            json: [
                "done": .string(what), "operationId": .string(id.hex),
                "transactionHash": transaction.map { .string($0.hex) } ?? .null,
            ])
    }
}
