import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives
import Signing

/// A whole governance: deployed, and proved.
struct Deploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deploy a whole governance, or verify a deployment from the chain alone.",
        subcommands: [DeployRun.self, DeployVerify.self], defaultSubcommand: DeployRun.self)
}

/// Deploy a whole governance, step by step.
struct DeployRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Deploy KMS, app, timelock and Safe, and hand the KMS over to the timelock.",
        discussion: """
            Every step is in the journal before it is sent: repeat the command after any \
            interruption. The hand-over needs the owners: deploy writes an operation file, the \
            owners sign it, and the same command with --signature goes on; after the delay it is \
            repeated once more, or waits with --wait. The compiled contracts are read from \
            --artifacts and refused if they are not those that this program was made with.
            """)

    @OptionGroup var settings: DeployOptions

    @Option(help: "The folder of the compiled contracts.")
    var artifacts: String = "contracts/artifacts"

    @Option(help: "The journal, which becomes the deployment document.")
    var out: String = "deployment.json"

    @Option(help: "Where the operation file of the hand-over goes.")
    var acceptance: String = "acceptance.json"

    @Option(help: "A file with owners' signatures of the hand-over.")
    var signature: [String] = []

    @Flag(help: "Wait until the delay is over.")
    var wait = false

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wanted = try settings.settings()
        let code = try DeploymentCode(folder: artifacts)
        let client = try chain.client()
        let key = try key.open()
        let (chainID, genesis) = try await identity(client)
        let journal = try DeploymentJournal(
            path: out,
            identity: [
                JSONMember("chainId", .number(chainID.decimal)),
                JSONMember("genesisHash", .string(genesis.hex)),
                JSONMember("deployer", .string(key.address.checksummed)),
            ] + DeployOptions.members(wanted))
        var deployer = Deployer(
            settings: wanted, code: code,
            transactions: JournaledTransactions(
                client: client, chainID: chainID, deployer: key.address, journal: journal))
        let contracts = try await deployer.contracts(key: key)
        var handOver = HandOver(
            contracts: contracts, settings: wanted, acceptance: acceptance,
            signatures: signature, waits: wait, transactions: deployer.transactions)
        try await handOver.run(key: key)
        let deployment = try Deployment(path: out)
        let verification = try await DeploymentVerification(
            client: client, deployment: deployment, document: handOver.transactions.journal.document
        ).run()
        try handOver.complete(checks: verification.sentences)
        output.print(
            verification.page(for: deployment),
            json: [
                "deployment": .string(out), "checks": .number("\(verification.checks.count)"),
                "kms": .string(deployment.kms.checksummed),
                "safe": .string(deployment.safe.checksummed),
                "timelock": .string(deployment.timelock.checksummed),
            ])
    }

    private func identity(
        _ client: EthereumClient
    ) async throws(CommandFailure) -> (ChainID, genesis: Hash32) {
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let first = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.number(BlockNumber(0)))
        }
        guard let first else { throw CommandFailure(.chain, "the node has no first block") }
        return (chainID, first.hash)
    }
}
