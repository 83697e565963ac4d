import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// What waits: in the timelock, and before the Safe.
struct Queue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Every operation of the timelock, and the order of Safe transactions.",
        discussion: """
            Operations come from the timelock's logs, their state from the contract. Operation \
            files that are given are put into the Safe's order: what is next, what conflicts, \
            which nonces nothing uses. Exit code 1: an operation or the order is not as it should \
            be.
            """)

    @Argument(help: "Operation files that wait for the Safe.")
    var files: [String] = []

    @Flag(help: "Show also what is done and what was cancelled.")
    var all = false

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: deployment)
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        let cancellers = try await Cancellers(history, reading, deployment)
        var queued: [QueuedOperation] = []
        for operation in all ? history.operations : history.pending {
            queued.append(try await reading.queued(operation))
        }
        // One that was cancelled and scheduled again: the contract tells of the newest only.
        queued = queued.filter { history.operation($0.operation.id) == $0.operation }
        let safe = try await SafeOnChain(deployment.safe, client)
        let report = NonceReport(try order(safe), safe: safe)
        var page = Page()
        if queued.isEmpty { page.line("No operation is in the timelock's queue.") }
        for one in queued {
            one.write(
                to: &page, deployment: deployment, cancellers: cancellers, detailed: false)
        }
        report.write(to: &page)
        output.print(
            page,
            json: [
                "timelock": .string(deployment.timelock.checksummed),
                "operations": .array(queued.map { $0.document(deployment) }),
                "cancellers": cancellers.document, "safe": report.document,
            ])
        guard report.isInOrder, queued.allSatisfy({ $0.agrees && $0.operation.form != nil }) else {
            throw CommandFailure(.refused, "the queue is not as it should be")
        }
    }

    private func order(_ safe: SafeOnChain) throws(CommandFailure) -> NonceOrder {
        var entries: [NonceOrder.Entry] = []
        for path in files {
            let operation = try Operations.read(path)
            guard operation.safe.address == safe.address else {
                throw CommandFailure(
                    .input, "\(path): is of the Safe \(operation.safe.address), not \(safe.address)"
                )
            }
            let hashes = try Inspection.of(operation, at: path).hashes
            entries.append(
                NonceOrder.Entry(name: path, nonce: operation.safe.nonce, digest: hashes.digest))
        }
        return NonceOrder(entries, next: safe.nonce)
    }
}
