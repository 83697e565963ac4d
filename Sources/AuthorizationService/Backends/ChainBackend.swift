public import Authorization
public import ChainView
import CurlTransport
import EthereumClient
import Primitives

/// The contracts, proved.
public struct ChainBackend: BootBackend {
    /// The view of the chain, which its owner starts.
    public let view: ChainView
    private let rpc: String

    /// A backend over `view`; `rpc` is what `GET /` shows of the first provider.
    public init(_ view: ChainView, rpc: String) {
        self.view = view
        self.rpc = rpc
    }

    /// The view that a configuration describes, not started yet.
    ///
    /// - Parameters:
    ///   - chain: The configuration.
    ///   - state: The folder of what is kept across restarts (`heads.json`) and of the answers of
    ///     operators that lied (`evidence`); nil keeps nothing.
    ///   - report: Gets what a person should know.
    /// - Throws: ``ConfigurationFault``.
    public init(
        _ chain: ServiceConfiguration.Chain, state: String?,
        report: @escaping @Sendable (ChainEvent) -> Void
    ) throws(ConfigurationFault) {
        do {
            let loop = try CurlLoop()
            let providers = try chain.providers.map { provider in
                var curl = CurlConfiguration()
                curl.allowsPrivateAddresses = provider.isPrivate
                if provider.isPlain { curl.plainHosts = [provider.url.host] }
                return ChainProvider(
                    label: provider.label,
                    transport: try CurlTransport(
                        url: provider.url, configuration: curl, loop: loop))
            }
            var configuration = ChainViewConfiguration(
                providers: providers, rule: chain.rule, kms: chain.kms)
            configuration.chainID = chain.id
            configuration.knownBlock = chain.knownBlock
            configuration.rules = chain.rules
            configuration.templates = chain.templates
            configuration.unknownApps = chain.unknownApps
            configuration.pollInterval = .milliseconds(chain.pollMilliseconds)
            configuration.decisionTimeout = .milliseconds(chain.decisionMilliseconds)
            configuration.agreementLifetime = .milliseconds(
                max(5_000, 5 * chain.pollMilliseconds))
            configuration.memoryFile = state.map { $0 + "/heads.json" }
            configuration.evidenceFolder = state.map { $0 + "/evidence" }
            configuration.report = report
            self.init(
                try ChainView(configuration), rpc: chain.providers.first?.url.description ?? "")
        } catch {
            throw ConfigurationFault("providers", "\(error)")
        }
    }

    /// ``/Authorization/BootRecord/Backend/chain``.
    public var kind: BootRecord.Backend { .chain }

    /// Answers a boot.
    public func decide(_ request: BootRequest) async -> BackendAnswer {
        .chain(await view.decide(request))
    }

    /// Answers a boot whose facts were proved before, the same again where nothing has changed.
    public func decideFromMemory(_ asked: AskedBoot) -> BackendAnswer? {
        let last = asked.decided
        guard let decided = view.decideFromMemory(asked.request, after: last) else { return nil }
        if decided !== last { asked.keep(decided) }
        return .chain(decided)
    }

    /// What the KMS contract says of itself, proved; nil until it was.
    public var information: ServiceInformation? {
        let status = view.status
        guard status.heads != nil, let kms = status.kms, let chain = status.chainID else {
            return nil
        }
        return ServiceInformation(
            kms: view.configuration.kms.checksummed, rpc: rpc, gatewayAppID: kms.gatewayAppID,
            chainID: chain.decimal, appImplementation: kms.appImplementation.checksummed)
    }

    /// Why heads are not agreed, or the KMS contract not known.
    public var missing: [String] {
        let status = view.status
        var missing: [String] = []
        if let denial = status.denial { missing.append(denial.description) }
        if status.kms == nil { missing.append("the KMS contract's code is not proved yet") }
        return missing
    }

    /// Heads, ages and every operator's votes.
    public var metrics: [MetricLine] {
        let status = view.status
        var lines = [
            MetricLine("authd_heads_agreed", status.heads == nil ? 0 : 1),
            MetricLine("authd_halted", status.halt == nil ? 0 : 1),
            MetricLine("authd_kms_known", status.kms == nil ? 0 : 1),
            MetricLine("authd_kms_frozen", status.kms?.isFrozen == true ? 1 : 0),
            MetricLine("authd_started_without_floor", status.startedWithoutFloor ? 1 : 0),
            MetricLine("authd_quorum", view.configuration.rule.quorum),
            MetricLine(
                "authd_evidence", 1, [("level", status.evidence.rawValue)]),
        ]
        if let heads = status.heads {
            let now = status.clocks.wall.seconds
            for (name, head) in [("finalized", heads.finalized), ("recent", heads.recent)] {
                let age = now > head.timestamp.seconds ? now - head.timestamp.seconds : 0
                lines.append(MetricLine("authd_head_age_seconds", age, [("head", name)]))
                lines.append(
                    MetricLine("authd_head_number", head.number.decimal, [("head", name)]))
            }
            lines.append(
                MetricLine(
                    "authd_quorum_margin",
                    heads.recentVoters.count - view.configuration.rule.quorum))
        }
        if let floor = status.floor {
            lines.append(MetricLine("authd_floor_number", floor.number.decimal))
        }
        for item in status.operators {
            let label = [("operator", item.label)]
            lines.append(MetricLine("authd_operator_votes_total", item.votes, label))
            lines.append(MetricLine("authd_operator_faults_total", item.faults, label))
            lines.append(MetricLine("authd_operator_lies_total", item.lies, label))
            lines.append(
                MetricLine("authd_operator_quarantined", item.quarantine == nil ? 0 : 1, label))
            lines.append(
                MetricLine("authd_operator_latency_microseconds", item.latency, label))
        }
        return lines
    }
}
