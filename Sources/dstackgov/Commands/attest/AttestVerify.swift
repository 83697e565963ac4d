import ArgumentParser
import Attestation

/// Verifies evidence, and asks the chain whether the boot would be allowed.
struct AttestVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "What evidence is, who signed it, who boots, and whether policy allows it.",
        discussion: """
            FILE is a document of a Nitro Security Module, a TDX quote or its report in JSON, a \
            dstack attestation or a certificate that holds one; raw, in hex or in PEM. TDX needs \
            --collateral. Exit codes: 0 it verifies, and with --chain the boot is allowed · 1 it verifies, but \
            no key may be released on it · 5 it does not verify.
            """)

    @Argument(help: "The evidence; - reads standard input.")
    var file: String

    @OptionGroup var evidence: EvidenceOptions

    @OptionGroup var question: ChainQuestion
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try EvidenceFile(try File.read(file), path: file)
        let trust = try evidence.trust(signedAt: source.signedAt)
        try await EvidenceAnswer(source: source, place: file, trust: trust)
            .give(question, output: output)
    }
}
