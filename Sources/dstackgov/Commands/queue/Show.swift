import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives

/// One operation of the timelock, with everything that the chain knows of it.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One operation of the timelock, by its id or its file.")

    @Argument(help: "The operation's id (0x and 64 hex digits), or its file.")
    var operation: String

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let id = try identifier(deployment)
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: deployment)
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        guard let found = history.operation(id) else {
            throw CommandFailure(
                .refused, "the timelock \(deployment.timelock) never scheduled operation \(id)")
        }
        let queued = try await reading.queued(found)
        let cancellers = try await Cancellers(history, reading, deployment)
        var page = Page()
        queued.write(to: &page, deployment: deployment, cancellers: cancellers, detailed: true)
        output.print(page, json: queued.document(deployment))
    }

    private func identifier(_ deployment: Deployment) throws(CommandFailure) -> Hash32 {
        if let id = try? Hash32(hex: operation) { return id }
        guard File.exists(operation) || !operation.hasPrefix("0x") else {
            throw CommandFailure(
                .input, "\(operation): no operation's id, which is 0x and 64 hex digits",
                remedy: "Give the id as queue tells it, or the operation file.")
        }
        let file = try Operations.read(operation)
        guard let timelock = file.timelock, let id = file.id else {
            throw CommandFailure(.input, "\(operation): it goes through no timelock")
        }
        guard timelock.address == deployment.timelock else {
            throw CommandFailure(
                .refused,
                "\(operation): is for the timelock \(timelock.address), not \(deployment.timelock)")
        }
        return id
    }
}
