import ArgumentParser
import Attestation
import Authorization
import Codec
import Primitives

/// Verifies evidence, and asks the chain whether the boot would be allowed.
struct AttestVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "What evidence is, who signed it, who boots, and whether policy allows it.",
        discussion: """
            FILE is a document of a Nitro Security Module or a dstack attestation, raw or in hex. \
            Exit codes: 0 it verifies, and with --chain the boot is allowed · 1 it verifies, but \
            no key may be released on it · 5 it does not verify.
            """)

    @Argument(help: "The evidence; - reads standard input.")
    var file: String

    @OptionGroup var evidence: EvidenceOptions

    @Flag(help: "Ask the chain whether this boot would be allowed, at both heights.")
    var chain = false

    @Flag(help: "Ask as for a boot of a KMS, not of an app.")
    var kms = false

    @Option(help: "The oldest a head may be that the answer rests on, in seconds.")
    var maxHeadAge: UInt64 = 3600

    @OptionGroup var node: ChainOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try EvidenceFile(try File.read(file), path: file)
        let (time, isReplay) = try evidence.time(signedAt: source.signedAt)
        let root = try evidence.nitroRoot()
        let boot: MeasuredBoot
        switch source.verified(root: root, at: time, isReplay: isReplay) {
        case .success(let verified): boot = verified
        case .failure(let failure):
            let report = UnverifiedReport(name: source.name, reason: failure.reason)
            output.print(report.page, json: report.document)
            throw CommandFailure(.notVerified, "\(file): \(failure.reason)")
        }
        var report = EvidenceReport(source.name, boot)
        if chain, boot.refusals.isEmpty {
            report.answer = try await ChainAnswer(
                boot, kind: kms ? .kms : .app, node: node, deployment: deployment.read(),
                oldestHead: maxHeadAge)
        }
        output.print(report.page, json: report.document)
        if let refusal = boot.refusals.first {
            throw CommandFailure(.refused, "no key may be released: \(refusal.text)")
        }
        if let answer = report.answer, !answer.isAllowed {
            throw CommandFailure(.refused, "denied: \(answer.sentence)")
        }
    }
}
