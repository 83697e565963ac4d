import ArgumentParser
import Contracts
import Governance
import Primitives

/// A Transaction Builder file as an operation of the Safe.
struct ProposeImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make an operation file of a Transaction Builder file.",
        discussion: """
            The Safe makes the calls at once; with --schedule they go through the timelock. A file \
            for another chain or another Safe is refused, one that was changed after its export \
            needs --stale.
            """)

    @Argument(help: "The Transaction Builder file.")
    var file: String

    @Flag(help: "Send the calls through the timelock.")
    var schedule = false

    @Flag(help: "Take a file whose checksum is not that of its text.")
    var stale = false

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let batch = try read()
        guard !batch.calls.isEmpty else {
            throw CommandFailure(.input, "\(file): there is no transaction")
        }
        guard batch.checksum != .stale || stale else {
            throw CommandFailure(
                .refused, "\(file): changed after its export, the checksum is another",
                remedy: "Only if that is meant: --stale")
        }
        if let safe = batch.safe, !safe.isZero, safe != deployment.safe {
            throw CommandFailure(.refused, "\(file): made for the Safe \(safe)")
        }
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(
            batch.calls, try self.proposal.wishes(direct: !schedule))
        if let chain = batch.chainID, chain != operation.chainID {
            throw CommandFailure(
                .refused, "\(file): for chain \(chain), the node serves \(operation.chainID)")
        }
        try await proposal.write(operation, options: self.proposal, output: output)
    }

    private func read() throws(CommandFailure) -> TransactionBuilderFile {
        let bytes = try File.read(file)
        do throws(TransactionBuilderFile.Failure) {
            return try TransactionBuilderFile(bytes)
        } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
    }
}
