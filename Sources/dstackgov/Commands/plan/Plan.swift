import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives

/// The way from the chain's policy to the one of a document.
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare a policy document with the chain, and propose what is missing.",
        discussion: """
            POLICY is a JSON or YAML file (docs/operation-file.md). What it does not name is left \
            alone. With --check nothing is written and exit code 1 means that the chain differs, \
            for a continuous check. With --out the smallest batch that mends it becomes an \
            operation file, and with --removals a second one that takes back what the first \
            allows, to be scheduled beside it: a removal waits as long as an addition.
            """)

    @Argument(help: "The policy document.")
    var policy: String

    @Flag(help: "Only compare: exit code 1 when the chain differs.")
    var check = false

    @Option(help: "Where the operation file goes.")
    var out: String?

    @Option(help: "Where the operation file of the removals goes.")
    var removals: String?

    @Option(help: "What it is for, in the proposer's words.")
    var purpose: String = "bring the chain to the policy document"

    @Flag(help: "Replace files that exist.")
    var force = false

    @Option(
        help: "Where the values come from: a JSON file with sourceCommit, build, artifactDigest.")
    var provenance: String?

    @Option(help: "The first block whose events count; otherwise the deployment's.")
    var fromBlock: UInt64?

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !check || (out == nil && removals == nil) else {
            throw ValidationError("--check writes nothing: leave --out and --removals out.")
        }
        guard removals == nil || out != nil else {
            throw ValidationError("--removals comes after what --out writes: give both.")
        }
    }

    func run() async throws {
        let document = try PolicyFile.read(policy)
        let deployment = try deployment.read()
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: deployment)
        let reading = PolicyReading(
            client: client, deployment: deployment,
            firstBlock: fromBlock ?? deployment.firstBlock ?? 0)
        let drifts = try await reading.drifts(document)
        var files: [(name: String, value: String)] = []
        if let out { files = try await write(drifts, out, client, deployment) }
        let report = PlanReport(
            drifts: drifts, book: AddressBook(deployment), files: files, isWritten: out != nil)
        output.print(report.page, json: report.json)
        if check, !drifts.isEmpty {
            throw CommandFailure(
                .refused, "the chain differs from the policy in \(drifts.count) entries",
                remedy: "plan --out FILE proposes what is missing.")
        }
    }

    private func write(
        _ drifts: [PolicyDrift], _ out: String, _ client: EthereumClient, _ deployment: Deployment
    ) async throws(CommandFailure) -> [(name: String, value: String)] {
        let calls = drifts.compactMap(\.call)
        guard !calls.isEmpty else { return [] }
        let proposal = Proposal(client: client, deployment: deployment)
        var wishes = ProposalWishes(purpose: purpose)
        wishes.provenance = try provenance.map(ProposalWishes.provenance)
        let operation = try await proposal.operation(calls, wishes)
        try File.write(operation.document, to: out, replacing: force)
        var files = [(name: "file", value: out)]
        let reversals = drifts.compactMap(\.reversal)
        if let removals, !reversals.isEmpty, let id = operation.id {
            var wishes = ProposalWishes(purpose: "take back what \(id) allows")
            wishes.predecessor = id
            // Scheduled beside the first, by the Safe's next transaction.
            wishes.nonce = operation.safe.nonce.addingReportingOverflow(1).partialValue
            let removal = try await proposal.operation(reversals, wishes)
            try File.write(removal.document, to: removals, replacing: force)
            files.append((name: "removals", value: removals))
        }
        return files
    }
}
