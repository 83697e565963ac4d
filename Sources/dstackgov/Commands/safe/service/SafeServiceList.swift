import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// What waits at a service for the owners of a Safe.
struct SafeServiceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "What waits at the service, decoded here, with the signatures that hold.",
        discussion: """
            Also what the service hides because no owner proposed it. Exit code 1: the service states \
            a hash, a Safe or a signer that its own data contradict.
            """)

    @Argument(help: "The Safe; otherwise that of --deployment.")
    var safe: String?

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var service: ServiceOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try chain.client()
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let state = try await SafeOnChain(try SafeInfo.address(safe, deployment), client)
        let domain = SafeDomain(chainID: chainID, safe: state.address, version: state.version)
        let waiting = try await service.service(for: chainID, plainHosts: chain.plainHost)
            .waiting(for: state.address, in: domain, from: state.nonce)
        var page = Page()
        page.line("Safe \(state.address): next nonce \(state.nonce), \(waiting.count) waiting")
        var items: [JSONValue] = []
        for (transaction, isTrusted) in waiting {
            let inspection = Inspection(
                transaction.transaction, chainID: chainID, safe: state.address,
                version: state.version)
            let owners = transaction.signatures.map(\.owner).filter(state.owners.contains)
            SafeServiceList.show(
                transaction, inspection, owners: owners, threshold: state.threshold,
                isTrusted: isTrusted, on: &page)
            items.append(
                SafeServiceList.document(
                    transaction, inspection, owners: owners, isTrusted: isTrusted))
        }
        output.print(
            page,
            json: [
                "safe": .string(state.address.checksummed), "nonce": .string(state.nonce.decimal),
                "threshold": JSONValue(state.threshold), "transactions": .array(items),
            ])
        let lies = waiting.count { !$0.transaction.faults.isEmpty }
        guard lies == 0 else {
            throw CommandFailure(
                .refused, "the service contradicts itself in \(lies) of \(waiting.count)",
                remedy: "Sign nothing that it shows; go by operation files.")
        }
    }

    private static func show(
        _ transaction: SafeServiceTransaction, _ inspection: Inspection, owners: [Address],
        threshold: Int, isTrusted: Bool, on page: inout Page
    ) {
        page.heading("Nonce \(transaction.transaction.nonce)")
        for effect in inspection.effects { page.line("  \(effect.sentence)") }
        page.facts([
            ("safeTxHash", transaction.hash.hex),
            ("signed by", "\(owners.count) of the \(threshold) that the Safe needs"),
        ])
        for owner in owners { page.facts([("owner", owner.checksummed)]) }
        if !isTrusted { page.line("  warning: no owner proposed it", .warning) }
        for fault in transaction.faults { page.line("  ! the service lies: \(fault)", .danger) }
        for finding in inspection.findings {
            page.line(
                "  \(finding.level.rawValue) \(finding.lint.rawValue): \(finding.text)",
                finding.level == .danger ? .danger : .warning)
        }
    }

    private static func document(
        _ transaction: SafeServiceTransaction, _ inspection: Inspection, owners: [Address],
        isTrusted: Bool
    ) -> JSONValue {
        [
            "nonce": .string(transaction.transaction.nonce.decimal),
            "safeTxHash": .string(transaction.hash.hex),
            "effects": .array(inspection.effects.map { .string($0.sentence) }),
            "findings": .array(inspection.findings.map(InspectionDocument.finding)),
            "owners": .array(owners.map { .string($0.checksummed) }),
            "trusted": .bool(isTrusted),
            "faults": .array(transaction.faults.map { .string($0) }),
        ]
    }
}
