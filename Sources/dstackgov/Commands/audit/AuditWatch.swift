import ArgumentParser
import Audit
import DecisionLog
import HTTPServer
import Logging
import Primitives

/// Follows a deployment and tells what happens.
struct AuditWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Follow the chain, and tell what happens.",
        discussion: """
            Follows final blocks and tells proposals, schedules, what is ready, executed or \
            cancelled, changes of roles, owners, signers, thresholds, delays, modules, code and \
            policy, grants that were short-lived, and a log of decisions that disagrees. Nothing \
            is missed and nothing told twice, however it ends: the store keeps what was told. \
            What is ready and not executed, foreign, or disagreeing is told again until it is \
            over or --acknowledge names its id. With --once exit code 1 where something stands \
            open.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var providers: ProviderOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var alerts: AlertOptions

    @Flag(help: "Make one round and end.")
    var once = false

    @Option(help: ArgumentHelp("The pause between two rounds.", valueName: "seconds"))
    var interval: UInt64 = 12

    @Option(
        help: ArgumentHelp("What stands open is told again after so long.", valueName: "minutes"))
    var remind: UInt64 = 1_440

    @Flag(help: "Tell the whole history at the first start, not only what comes.")
    var fromStart = false

    @Option(
        help: ArgumentHelp(
            "Remind no more of this alert, and end; repeat it for others.", valueName: "id"))
    var acknowledge: [String] = []

    func run() async throws {
        let store = try AuditStore.opened(store.store)
        guard acknowledge.isEmpty else { return try noteAcknowledged(in: store) }
        let lock = try WatchLock(store: self.store.store)
        let deployment = try deployment.read()
        let (minutes, overflow) = remind.multipliedReportingOverflow(by: 60)
        let status = WatchStatus()
        var runner = try WatchRunner(
            sync: HistorySync(
                sources: try providers.sources(), deployment: deployment, store: store,
                isComplete: true),
            rules: try alerts.rules(safe: deployment.safe), decisions: try alerts.decisions(),
            channels: try alerts.channels(plainHosts: providers.plainHost),
            reminderSeconds: overflow ? .max : minutes, isFromStart: fromStart, status: status)
        let server = try alerts.server(status)
        defer { _ = server?.stop(within: .seconds(1)) }
        while true {
            let (open, failure) = try await runner.round()
            if once {
                if let failure { throw failure }
                guard open.isEmpty else {
                    throw CommandFailure(.refused, "\(open.count) alerts stand open")
                }
                break
            }
            if let failure { StandardError.write("\(failure.what); it is tried again") }
            try await Task.sleep(for: .seconds(interval))
        }
        withExtendedLifetime(lock) {}
    }

    private func noteAcknowledged(in store: AuditStore) throws(CommandFailure) {
        try store.asking { store throws(StoreError) in
            let journal = try WatchJournal(store)
            for id in acknowledge { try journal.acknowledge(id, at: MachineTime.now) }
        }
    }
}

/// What is told, and to whom.
struct AlertOptions: ParsableArguments {
    @Flag(help: "Print each alert as a line of JSON.")
    var json = false

    @Option(help: ArgumentHelp("Where alerts are posted, too.", valueName: "url"))
    var webhook: String?

    @Option(
        help: ArgumentHelp(
            "The secret that the webhook's receiver shares: alerts carry an HMAC-SHA256 of it.",
            valueName: "file"))
    var webhookSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "Serve Prometheus metrics at /metrics here.", valueName: "address:port"))
    var metrics: String?

    @Option(help: ArgumentHelp("A log of decisions to be joined each round.", valueName: "folder"))
    var log: String?

    @Option(help: ArgumentHelp("That log's verifier key.", valueName: "key"))
    var publicKey: String?

    @OptionGroup var judgement: GrantJudgementOptions

    @Option(
        help: ArgumentHelp(
            "An operation that is expected, as its id or file; every other one is foreign. Without "
                + "any, those of other Safes are.", valueName: "operation"))
    var expect: [String] = []

    /// What is ours, and what is short.
    func rules(safe: Address) throws(CommandFailure) -> WatchRules {
        var expected: Set<Hash32> = []
        for text in expect { expected.insert(try ProposalWishes.operation(text)) }
        return WatchRules(
            safe: safe, expected: expected, shortSeconds: try judgement.shortSeconds())
    }

    /// The log that is joined.
    func decisions() throws(CommandFailure) -> DecisionFollowing? {
        guard let log else { return nil }
        guard let publicKey, let identity = LogIdentity(verifierKey: publicKey) else {
            throw CommandFailure(
                .input, "--public-key: the verifier key of \(log) is needed",
                remedy: "dstack-authd tells it at its start, as name+hash+key.")
        }
        return DecisionFollowing(
            reading: DecisionReading(folder: log, identity: identity),
            knownCode: try judgement.examinedCode())
    }

    /// Standard output, and the webhook where one is given.
    func channels(plainHosts: [String]) throws(CommandFailure) -> [AlertChannel] {
        var channels = [AlertChannel.output(isJSON: json)]
        if let webhook {
            guard let webhookSecretFile else {
                throw CommandFailure(
                    .input, "--webhook-secret-file is needed with --webhook",
                    remedy: "(umask 077; head -c 32 /dev/urandom | base64 > webhook.secret)")
            }
            channels.append(
                .webhook(
                    try AlertWebhook(
                        webhook, secretFile: webhookSecretFile, plainHosts: plainHosts)))
        }
        return channels
    }

    /// The server of metrics, where one is wanted; it runs until it is stopped.
    func server(_ status: WatchStatus) throws(CommandFailure) -> HTTPServer? {
        guard let metrics else { return nil }
        let parts = metrics.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]) else {
            throw CommandFailure(
                .input, "--metrics: \(EscapedText(metrics)) is no address with a port",
                remedy: "Give 127.0.0.1:9321, for example.")
        }
        let address = ListenAddress.host(String(parts[0]), port: Int(port))
        do throws(HTTPServerError) {
            let server = try HTTPServer(
                HTTPServer.Configuration(addresses: [address]),
                logger: Logger(label: "dstackgov") { _ in SwiftLogNoOpLogHandler() }
            ) { request in
                guard request.path == "/metrics", request.method == "GET" else {
                    return .plainText(404, "GET /metrics is all that there is")
                }
                return HTTPResponse(
                    status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8",
                    text: status.metrics)
            }
            for bound in server.addresses {
                StandardError.write("metrics at http://\(bound)/metrics")
            }
            return server
        } catch {
            throw CommandFailure(.input, "--metrics: \(error)")
        }
    }
}
