import ArgumentParser
import Authorization
import ChainView
import Codec
import Primitives

/// A release gate: ends when a boot is allowed.
struct Wait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Wait until a boot is allowed by the chain, at both heights.",
        discussion: """
            Everything below the node's head is proved. Exit code 0 when the boot is allowed, 4 \
            when it is not within the limit; meanwhile standard error says what is missing.
            """)

    @Option(help: "The file with the boot request as a KMS sends it; - reads standard input.")
    var untilAllowed: String

    @Option(help: "Whose boot: app or kms.")
    var kind = "app"

    @Option(help: "How long to wait, in seconds; without it, for ever.")
    var timeout: Int?

    @Option(help: "The oldest a head may be, in seconds.")
    var maxHeadAge: UInt64 = 3_600

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = try request()
        let deployment = try deployment.read()
        try await ChainCheck(try chain.client()).sameChain(as: deployment)
        let view = try view(of: deployment.kms)
        do throws(StartFault) { try await view.start() } catch {
            throw CommandFailure(.chain, error.description)
        }
        let deadline = timeout.map { ContinuousClock.now + .seconds($0) }
        let decided = await view.waitUntilAllowed(request, until: deadline) { decided in
            guard !decided.decision.isAllowed else { return }
            StandardError.write(
                "not yet: \(EscapedText(decided.decision.reason, limit: 300)) "
                    + "(\(decided.decision.code.rawValue))")
        }
        guard decided.decision.isAllowed else {
            throw CommandFailure(
                .notYet, "not allowed: \(EscapedText(decided.decision.reason, limit: 300))")
        }
        var page = Page()
        page.facts([
            ("allowed", "yes"), ("finalized block", decided.finalized?.number.decimal ?? "-"),
            ("recent block", decided.recent?.number.decimal ?? "-"),
            ("evidence", decided.evidence.rawValue),
        ])
        output.print(page, json: ["decision": decided.decision.json, "basis": decided.basis.json])
    }

    private func request() throws(CommandFailure) -> BootRequest {
        guard let kind = BootRequest.Kind(rawValue: kind) else {
            throw CommandFailure(.input, "--kind: app or kms is needed")
        }
        let body = try File.read(untilAllowed)
        do throws(RequestFault) { return try BootRequest(body: body, kind: kind) } catch {
            throw CommandFailure(.input, "\(untilAllowed): \(error)")
        }
    }

    private func view(of kms: Address) throws(CommandFailure) -> ChainView {
        let (transport, _) = try chain.transport()
        do {
            let rule = try HeadRule(
                operators: ["node"], quorum: 1, finalizedAge: maxHeadAge, recentAge: maxHeadAge)
            return try ChainView(
                ChainViewConfiguration(
                    providers: [ChainProvider(label: "node", transport: transport)], rule: rule,
                    kms: kms))
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
    }
}
