import ArgumentParser
import Attestation
import Authorization

/// Whether the chain is asked, and as what.
struct ChainQuestion: ParsableArguments {
    @Flag(help: "Ask the chain whether this boot would be allowed, at both heights.")
    var chain = false

    @Flag(help: "Ask as for a boot of a KMS, not of an app.")
    var kms = false

    @Option(help: "The oldest a head may be that the answer rests on, in seconds.")
    var maxHeadAge: UInt64 = 3600

    @OptionGroup var node: ChainOptions
    @OptionGroup var deployment: DeploymentOptions

    /// The chain's answer, where it is asked and something may be released at all.
    func answer(to boot: MeasuredBoot) async throws -> ChainAnswer? {
        guard chain, boot.refusals.isEmpty else { return nil }
        return try await ChainAnswer(
            boot, kind: kms ? .kms : .app, node: node, deployment: deployment.read(),
            oldestHead: maxHeadAge)
    }
}
