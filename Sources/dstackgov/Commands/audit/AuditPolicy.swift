import ArgumentParser
import Audit
import Authorization
import Chain
import Codec
import Contracts
import Primitives

/// What was allowed at a moment, since when, and by whom.
struct AuditPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "What was allowed at a block or a moment, and why.",
        discussion: """
            With --explain: whether a boot, as the KMS asks the webhook about it, was allowed then, \
            with the contract's reason and the line of the history that decided it. Exit code 1 \
            where it was not.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The block or moment (UTC).", valueName: "block|time"))
    var at: String

    @Option(help: ArgumentHelp("A boot request: the webhook's JSON body.", valueName: "file"))
    var explain: String?

    @Flag(help: "The boot is that of a KMS, not of an app.")
    var kms = false

    func run() async throws {
        let deployment = try deployment.read()
        let store = try store.open()
        let moment = try Moment(at, option: "--at")
        try noteEnd(of: store, before: moment)
        let entries = try store.asking { store throws(StoreError) in
            _ = try store.deployment()
            return try HistoryReader(store).timeline()
        }.filter(moment.reaches)
        let state = PolicyState(entries)
        guard let explain else { return show(state, deployment) }
        let body = try File.read(explain)
        let request: BootRequest
        do throws(RequestFault) {
            request = try BootRequest(body: body, kind: kms ? .kms : .app)
        } catch {
            throw CommandFailure(.input, "\(explain): \(error)")
        }
        let explanation = try self.explanation(of: request, state, store, deployment, moment)
        show(explanation)
        guard explanation.decision.isAllowed else {
            throw CommandFailure(.refused, "not allowed: \(explanation.decision.reason)")
        }
    }

    /// Says where the store ends, where that is before the moment: later changes are not in it.
    private func noteEnd(of store: AuditStore, before moment: Moment) throws(CommandFailure) {
        try store.asking { store throws(StoreError) in
            guard let end = try store.progress(), let header = try store.header(end.number) else {
                return
            }
            let isBeyond =
                switch moment {
                case .block(let number): number > end.number
                case .time(let time): time > header.timestamp
                }
            guard isBeyond else { return }
            StandardError.write(
                "the store ends at block \(end.number), \(header.timestamp); what came later is "
                    + "not in it: run audit sync")
        }
    }

    private func show(_ state: PolicyState, _ deployment: Deployment) {
        var page = Page()
        page.table(
            ["contract", "policy", "value", "since", "block", "operation", "signers"],
            state.inForce.map { entry in
                [
                    deployment.names[entry.contract] ?? entry.contract.checksummed,
                    entry.change.kind, entry.change.value, entry.time.description,
                    entry.block.description,
                    entry.passage?.operation.hex ?? "directly, by " + entry.executor.checksummed,
                    entry.approval?.signers.map(\.checksummed).joined(separator: " ") ?? "",
                ]
            })
        output.print(page, json: .array(state.inForce.map(TimelineDocument.value)))
    }

    private func show(_ explanation: BootExplanation) {
        let decision = explanation.decision
        var page = Page()
        page.line(
            decision.isAllowed ? "allowed" : "not allowed: \(decision.reason)",
            decision.isAllowed ? .good : .danger)
        page.table(
            ["", "fact", "decided by", "block", "time"],
            explanation.facts.map { fact in
                [
                    fact.holds ? "yes" : "no", fact.name,
                    fact.entry.map { $0.passage?.operation.hex ?? $0.executor.checksummed }
                        ?? "no line of the history",
                    fact.entry?.block.description ?? "", fact.entry?.time.description ?? "",
                ]
            })
        output.print(
            page,
            json: [
                "allowed": .bool(decision.isAllowed), "reason": .string(decision.reason),
                "code": .string(decision.code.rawValue),
                "decidedBy": explanation.deciding?.entry.map(TimelineDocument.value) ?? .null,
                "facts": .array(
                    explanation.facts.map { fact in
                        [
                            "name": .string(fact.name), "holds": .bool(fact.holds),
                            "entry": fact.entry.map(TimelineDocument.value) ?? .null,
                        ]
                    }),
            ])
    }

    private func explanation(
        of request: BootRequest, _ state: PolicyState, _ store: AuditStore,
        _ deployment: Deployment, _ moment: Moment
    ) throws(CommandFailure) -> BootExplanation {
        var beginning: AppBeginning?
        var gateway = ""
        try store.asking { store throws(StoreError) in
            guard let range = try HistoryReader(store).range() else { return }
            try HistoryReader(store).eachTransaction(in: range) { events throws(StoreError) in
                guard let first = events.first, moment.reaches(first.block, first.time) else {
                    return
                }
                if let found = AppBeginning.of(request.appID, in: events, kms: deployment.kms) {
                    beginning = found
                }
                for event in events where event.log.address == deployment.kms {
                    let told = try? DstackKms.GatewayAppIdSet(
                        topics: event.log.topics, data: event.log.data)
                    if let told { gateway = told.argument }
                }
            }
        }
        return BootExplanation(
            request, state, kms: deployment.kms, app: beginning, gateway: gateway)
    }
}

extension Moment {
    /// Whether something that happened then has happened at the moment.
    func reaches(_ block: BlockNumber, _ time: Timestamp) -> Bool {
        switch self {
        case .block(let last): block <= last
        case .time(let last): time <= last
        }
    }

    /// Whether a change has happened at the moment.
    func reaches(_ entry: TimelineEntry) -> Bool { reaches(entry.block, entry.time) }
}
