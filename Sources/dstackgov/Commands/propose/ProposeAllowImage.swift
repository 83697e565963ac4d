import ArgumentParser
import Governance
import Primitives

/// Allow a workload in every place where it counts, in one operation.
struct ProposeAllowImage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow-image",
        abstract: "Allow an OS image, and the same hash for an app.",
        discussion: """
            A Nitro enclave boots when its hash is allowed in both places. One workload may be given \
            for several platforms at once: --eif, --compose and --from-evidence are measured or \
            verified here, --image is the proposer's word; signers see which is which.
            """)

    @OptionGroup var workload: WorkloadOptions
    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    /// The most bytes of a purpose.
    private static let mostPurposeBytes = 1000

    func run() async throws {
        let deployment = try deployment.read()
        let values = try workload.values()
        let app = try workload.appAddress(AddressBook(deployment))
        let calls = values.compactMap { $0.call(kms: deployment.kms, app: app) }
        var wishes = try proposal.wishes()
        wishes.purpose = try purpose(values)
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(calls, wishes)
        try await proposal.write(
            operation, options: self.proposal, values: values, output: output)
    }

    /// The proposer's words, and where the values come from, for the signers.
    private func purpose(_ values: [WorkloadValue]) throws(CommandFailure) -> String {
        let words = ([proposal.purpose] + values.map(\.sentence)).joined(separator: "; ")
        guard words.utf8.count <= ProposeAllowImage.mostPurposeBytes else {
            throw CommandFailure(
                .input,
                "--purpose: with the origin of each value it has \(words.utf8.count) bytes, at most "
                    + "\(ProposeAllowImage.mostPurposeBytes) are possible",
                remedy: "Use fewer words or shorter paths, or propose one platform at a time.")
        }
        return words
    }
}
