import ArgumentParser
import Audit
import Codec
import DecisionLog
import Governance
import Primitives

/// For what keys were released, beside what was allowed.
struct AuditDecisions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions",
        abstract: "Join a service's log of decisions with the history.",
        discussion: """
            Checks the log's tree and its signed heads, repeats every decision, and tells keys that \
            were released under grants that were short-lived, later revoked, never given, or given \
            by code that nobody named; the last use of every entry; and what is allowed and was \
            unused for long, with --removal as an operation file that is ready to be signed. Time \
            counts to the last block of the store. Exit code 1 where a release disagrees with the \
            history, or the log is not what was signed; 4 where the store ends before a release.
            """)

    @Argument(help: "The folder of the log.")
    var log: String

    @Option(
        help: ArgumentHelp(
            "The log's verifier key, as the service told it at its start.", valueName: "key"))
    var publicKey: String

    @Option(
        help: ArgumentHelp(
            "A proof that dstack-authd log prove wrote, to be checked; repeat it for others.",
            valueName: "file"))
    var proof: [String] = []

    @OptionGroup var judgement: GrantJudgementOptions

    @Option(
        help: ArgumentHelp("What nothing used for so many days is unused.", valueName: "days"))
    var unused: UInt64 = 90

    @Option(
        help: ArgumentHelp(
            "Write the operation that removes what is unused; asks the node.", valueName: "file"))
    var removal: String?

    @Flag(help: "Replace the file.")
    var force = false

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var providers: ProviderOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        guard let identity = LogIdentity(verifierKey: publicKey) else {
            throw CommandFailure(
                .input, "--public-key: no verifier key",
                remedy: "dstack-authd tells it at its start, as name+hash+key.")
        }
        var checks: [InclusionCheck] = []
        for path in proof { checks.append(try InclusionCheck(path: path, identity: identity)) }
        let store = try store.open()
        let result = try DecisionReading(folder: log, identity: identity).result(
            store, knownCode: try judgement.examinedCode(),
            shortSeconds: try judgement.shortSeconds())
        let audit = result.audit
        var table = DecisionTable(
            report: result.report, audit: audit,
            unused: audit.unused(for: try unusedSeconds()), unusedDays: unused,
            names: deployment.names, proofs: checks)
        if let removal {
            let grants = try removable(table.unused, store, deployment)
            if let client = try providers.sources().first?.client, !grants.isEmpty {
                let operation = try await RemovalProposal(client: client, deployment: deployment)
                    .write(grants, unusedFor: unused, to: removal, replacing: force)
                table.removal = (removal, operation)
            }
        }
        output.print(table.page, json: table.document)
        guard !audit.findings.contains(where: \.isDisagreement) else {
            throw CommandFailure(.refused, "keys were released that the history does not explain")
        }
        guard audit.pendingCount == 0 else {
            throw CommandFailure(
                .notYet, "the store ends before \(audit.pendingCount) releases",
                remedy: "Run audit sync, with --to latest if need be.")
        }
    }

    /// What the timelock can take back: entries of contracts that it owns.
    private func removable(
        _ unused: [GrantUse], _ store: AuditStore, _ deployment: Deployment
    ) throws(CommandFailure) -> [GrantUse] {
        let periods = try store.asking { store throws(StoreError) in
            AuthorityHistory.periods(try HistoryReader(store).timeline())
        }
        let owned = Set(
            periods.filter {
                $0.power == "owner" && $0.end == nil
                    && $0.holder == deployment.timelock.checksummed
            }.map(\.contract))
        for use in unused where !owned.contains(use.grant.key.contract) {
            StandardError.write(
                "\(use.grant.key.contract.checksummed) is not the timelock's: "
                    + "\(use.grant.key.policy) \(use.grant.key.value.hex) stays")
        }
        return unused.filter { owned.contains($0.grant.key.contract) }
    }

    private func unusedSeconds() throws(CommandFailure) -> UInt64 {
        let (seconds, overflow) = unused.multipliedReportingOverflow(by: 86_400)
        guard !overflow else { throw CommandFailure(.input, "\(unused) is too long a time") }
        return seconds
    }
}
