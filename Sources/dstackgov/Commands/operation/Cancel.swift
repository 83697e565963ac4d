import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// Take a scheduled operation out of the timelock's queue, by an account that may do so itself.
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a scheduled operation out of the queue, by a canceller's own key.",
        discussion: """
            For an account with CANCELLER_ROLE. Where only a Safe has the role, `propose cancel` \
            writes what its owners sign. Safe to repeat: what is cancelled is reported as such.
            """)

    @Argument(help: "The operation file that was scheduled.")
    var file: String

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        guard let timelock = operation.timelock, let calls = operation.timelockOperation else {
            throw CommandFailure(.input, "\(file): it goes through no timelock")
        }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let key = try key.open()
        let sending = Sending(client: client, chainID: operation.chainID)
        try await sending.settle(key.address)
        let id = calls.id
        switch try await OperationStanding(id, timelock: timelock.address, client).state {
        case .unset: return report("not in the queue: cancelled, or never scheduled", id, nil)
        case .done:
            throw CommandFailure(.refused, "operation \(id) is done: nothing is left to cancel")
        case .waiting, .ready: break
        }
        let role = AccessControl.HasRole(
            role: TimelockController.cancellerRole, account: key.address)
        guard try await client.read(role, of: timelock.address) else {
            throw CommandFailure(
                .refused, "\(key.address) may not cancel operations of \(timelock.address)",
                remedy: "queue tells who may; for a Safe: propose cancel.")
        }
        let receipt = try await sending.call(timelock.address, calls.cancelData, key: key)
        let state = try await OperationStanding(id, timelock: timelock.address, client).state
        guard state == .unset else {
            throw CommandFailure(.chain, "operation \(id) is still \(state.name)")
        }
        report("cancelled", id, receipt.transactionHash)
    }

    private func report(_ done: String, _ id: Hash32, _ transaction: Hash32?) {
        var page = Page()
        page.facts([("done", done), ("operation id", id.hex)])
        output.print(
            page,
            json: [
                "done": .string(done), "operationId": .string(id.hex),
                "transactionHash": transaction.map { .string($0.hex) } ?? .null,
            ])
    }
}
