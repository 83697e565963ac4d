import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// Allow or revoke an image where it counts: one batch for DstackKms and, for a Nitro enclave,
/// DstackApp.
struct ProposeImage<Change: ImageChange>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Change.name, abstract: Change.abstract, discussion: Change.discussion)
    }

    @OptionGroup var image: ImageOptions
    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let hash = try image.hash()
        let deployment = try deployment.read()
        var calls = [TimelockOperation.Call(target: deployment.kms, data: Change.kmsCall(hash))]
        if let app = try image.appAddress(AddressBook(deployment)) {
            calls.append(TimelockOperation.Call(target: app, data: Change.appCall(hash)))
        }
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(calls, try self.proposal.wishes())
        try await proposal.write(operation, options: self.proposal, output: output)
    }
}

/// What is to become of an image.
protocol ImageChange {
    static var name: String { get }
    static var abstract: String { get }
    static var discussion: String { get }
    /// The call of DstackKms.
    static func kmsCall(_ hash: Hash32) -> Bytes
    /// The call of DstackApp.
    static func appCall(_ hash: Hash32) -> Bytes
}

/// The image may boot.
enum AllowImage: ImageChange {
    static let name = "allow-image"
    static let abstract = "Allow an OS image, and the same hash for an app."
    static let discussion = "A Nitro enclave boots when its hash is allowed in both places."
    static func kmsCall(_ hash: Hash32) -> Bytes { DstackKms.AddOsImageHash(hash).calldata }
    static func appCall(_ hash: Hash32) -> Bytes { DstackApp.AddComposeHash(hash).calldata }
}

/// The image may no longer boot.
enum RevokeImage: ImageChange {
    static let name = "revoke-image"
    static let abstract = "Revoke an OS image, and the same hash of an app."
    static let discussion = "What runs already keeps its keys: a revocation stops the next boot."
    static func kmsCall(_ hash: Hash32) -> Bytes { DstackKms.RemoveOsImageHash(hash).calldata }
    static func appCall(_ hash: Hash32) -> Bytes { DstackApp.RemoveComposeHash(hash).calldata }
}
