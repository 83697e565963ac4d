import ArgumentParser
import Codec
import Contracts
import Governance

/// Allow an image: one batch for DstackKms and, for a Nitro enclave, DstackApp.
struct ProposeAllowImage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow-image", abstract: "Allow an OS image, and the same hash for an app.")

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
                target: deployment.kms, data: DstackKms.AddOsImageHash(hash).calldata)
        ]
        if let app = try image.appAddress() {
            calls.append(
                TimelockOperation.Call(
                    target: app, data: DstackApp.AddComposeHash(hash).calldata))
        }
        let operation = try await Proposal(client: try chain.client(), deployment: deployment)
            .schedule(calls, options: proposal)
        try ProposalReport(operation: operation, path: proposal.out)
            .write(replacing: proposal.force, output: output)
    }
}
