import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// Revoke an image where it counts: one batch for DstackKms and, for a Nitro enclave, DstackApp.
struct ProposeRevokeImage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke-image", abstract: "Revoke an OS image, and the same hash of an app.",
        discussion: "What runs already keeps its keys: a revocation stops the next boot.")

    @OptionGroup var image: ImageOptions
    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let hash = try image.hash()
        let deployment = try deployment.read()
        var calls = [
            TimelockOperation.Call(
                target: deployment.kms, data: DstackKms.RemoveOsImageHash(hash).calldata)
        ]
        if let app = try image.appAddress(AddressBook(deployment)) {
            calls.append(
                TimelockOperation.Call(
                    target: app, data: DstackApp.RemoveComposeHash(hash).calldata))
        }
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(calls, try self.proposal.wishes())
        try await proposal.write(operation, options: self.proposal, output: output)
    }
}
