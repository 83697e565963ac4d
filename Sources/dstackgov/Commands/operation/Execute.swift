import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives
import Signing

/// Execute scheduled operations when their delay is over.
struct Execute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Execute a scheduled operation when its delay is over, or all that are ready.",
        discussion: """
            Safe to repeat, also after a crash: an operation that is done already is reported as \
            done. --all-ready executes what the timelock of --deployment has ready, one after the \
            other, as far as every call goes to an allowed contract; with --watch it goes on until \
            it is stopped.
            """)

    @Argument(help: "The operation file.")
    var file: String?

    @Flag(help: "Wait until the operation is ready, and tell how long still.")
    var wait = false

    @Option(help: "The most gas that an operation may be estimated to need.")
    var gasCap: UInt64?

    @OptionGroup var executor: ExecutorOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (file == nil) == executor.allReady else {
            throw ValidationError("Give an operation file, or --all-ready.")
        }
        guard !executor.watch || executor.allReady else {
            throw ValidationError("--watch goes with --all-ready.")
        }
    }

    func run() async throws {
        let client = try chain.client()
        guard let file else {
            return try await Executor(
                client: client, options: executor, gasCap: gasCap, output: output
            ).run(key: try key.open())
        }
        let operation = try Operations.read(file)
        guard operation.action == .schedule, let timelock = operation.timelock,
            let calls = operation.timelockOperation
        else {
            throw CommandFailure(.input, "\(file): only what was scheduled can be executed")
        }
        try await ChainCheck(client).sameChain(as: operation)
        let execution = Execution(
            id: calls.id, timelock: timelock.address, predecessor: timelock.predecessor,
            data: calls.executeData,
            sending: Sending(client: client, chainID: operation.chainID, gasCap: gasCap))
        if wait { try await execution.waitUntilReady() }
        let transaction = try await execution.run(key: try key.open())
        var page = Page()
        let done = transaction == nil ? "already executed" : "executed"
        var facts = [("done", done), ("operation id", calls.id.hex)]
        if let transaction { facts.append(("transaction", transaction.hex)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        output.print(
            page,
            json: [
                "done": .string(done), "operationId": .string(calls.id.hex),
                "transactionHash": transaction.map { .string($0.hex) } ?? .null,
            ])
    }
}
