import ArgumentParser
import Attestation
import Contracts
import Primitives

/// How far a platform is from a TCB that is up to date, and whom that will stop.
struct AttestOutlook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlook",
        abstract: "How far a TDX platform is from UpToDate, and which apps that will stop.",
        discussion: """
            FILE is a TDX quote or what holds one; --collateral is Intel's of today. With --apps the \
            chain is asked for every registered app: those with requireTcbUpToDate get no key at \
            their next recovery while the platform is not up to date. Evidence is judged now; with \
            --at it is judged as of the past, and the answer says so. Exit codes: 0 up to date · 1 \
            not · 5 it does not verify.
            """)

    @Argument(help: "The evidence; - reads standard input.")
    var file: String

    @OptionGroup var evidence: EvidenceOptions

    @Flag(help: "Ask the chain for the registered apps.")
    var apps = false

    @OptionGroup var node: ChainOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try EvidenceFile(try File.read(file), path: file)
        let trust = try evidence.trust(signedAt: source.signedAt)
        let quote: VerifiedTDXQuote
        do throws(EvidenceFailure) {
            guard let found = try source.verifiedQuote(trust) else {
                throw EvidenceFailure(
                    reason: "no TDX quote: only Intel says how old a platform is; a Nitro enclave "
                        + "has no TCB status, and requireTcbUpToDate denies every one")
            }
            quote = found
        } catch {
            let report = UnverifiedReport(source, trust, error)
            output.print(report.page, json: report.document)
            throw CommandFailure(.notVerified, "\(file): \(error.reason)")
        }
        var report = OutlookReport(name: source.name, quote: quote)
        if apps {
            report.apps = try await RegisteredApps(
                client: try node.client(), deployment: try deployment.read()
            ).requirements()
        }
        output.print(report.page, json: report.document)
        guard quote.status == .upToDate else {
            throw CommandFailure(
                .refused, "the platform is \(quote.status.rawValue), not UpToDate",
                remedy: "Ask its host for new firmware, or move before the next recovery.")
        }
    }
}
