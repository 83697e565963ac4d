import ArgumentParser
import Contracts
import EthereumClient
import Governance
import Primitives

/// What an operation does, decoded, with the hashes that a hardware wallet shows.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what an operation does, and the hashes that a device shows.",
        discussion: """
            Works without a network. With --rpc-url or ETH_RPC_URL, and without --offline, the \
            chain's view is added: the Safe's nonce and owners, and where the operation stands.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Flag(help: "Ask no node.")
    var offline = false

    @Option(help: "The deployment document, for the names of addresses.")
    var deployment: String?

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        var names: [Address: String] = [:]
        if let deployment { names = try Deployment(path: deployment).names }
        var page = InspectionPage(operation: operation, inspection: inspection, names: names).page
        if !offline, chain.isGiven {
            try await addChain(to: &page, operation: operation)
        }
        output.print(page, json: InspectionDocument(operation, inspection).value)
    }

    /// What the chain says about the operation now.
    private func addChain(
        to page: inout Page, operation: Operation
    ) async throws(CommandFailure) {
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let safe = try await SafeOnChain(operation.safe.address, client)
        try ChainCheck(client).sameVersion(safe, as: operation)
        page.heading("On the chain now")
        var facts = [
            ("Safe", "nonce \(safe.nonce), \(safe.threshold) of \(safe.owners.count) owners sign")
        ]
        if let timelock = operation.timelock, let id = operation.id {
            let state = try await OperationStanding(id, timelock: timelock.address, client).state
            facts.append(("operation", state.name))
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        if safe.nonce > operation.safe.nonce {
            page.line(
                "  The Safe's nonce is past \(operation.safe.nonce): this was executed, or another"
                    + " transaction took its place.", .warning)
        }
    }
}
