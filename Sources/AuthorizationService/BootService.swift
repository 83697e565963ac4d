import Authorization
import Codec
public import DecisionLog
import Glibc
public import HTTPServer
public import Primitives

/// The webhook: what a KMS asks before it releases a key, answered, recorded, signed.
public final class BootService: Sendable {
    /// What a service is made of.
    public struct Parts: Sendable {
        /// What decides.
        public var backend: any BootBackend
        /// What keeps each decision, and signs its reply.
        public var log: LogWriter
        /// The emergency brake.
        public var brake: BrakeWatch?
        /// The other webhook.
        public var shadow: ShadowWebhook?
        /// Who may ask.
        public var gate: ServiceGate
        /// The path under which the KMS has the webhook.
        public var base = "/"
        /// The digest of the configuration.
        public var configuration = Hash32.zero
        /// Gets one sentence for each thing that a person should know.
        public var report: @Sendable (String) -> Void = { _ in }

        /// The parts that every service has.
        public init(
            backend: any BootBackend, log: LogWriter, gate: ServiceGate = ServiceGate()
        ) {
            self.backend = backend
            self.log = log
            self.gate = gate
        }
    }

    let parts: Parts
    let metrics = ServiceMetrics()
    private let routes: ServiceRoute.Table

    /// A service.
    public init(_ parts: Parts) {
        self.parts = parts
        routes = ServiceRoute.Table(base: parts.base)
    }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - statistics: The server's own numbers, for `GET /metrics`.
    /// - Returns: The answer.
    public func answer(
        _ request: HTTPRequest, statistics: HTTPServer.Statistics? = nil
    ) async -> HTTPResponse {
        let route = routes.route(request.method, request.target)
        switch route {
        case .live: return .plainText(200, "live")
        case .ready: return ready
        case .unknown: return ServiceReply.notFound(request)
        case .information, .boot, .metrics: break
        }
        if let refusal = parts.gate.refusal(of: request) { return refusal }
        return switch route {
        case .information: information
        case .boot(let kind): await boot(request, kind)
        default: metricsPage(statistics)
        }
    }

    /// What a client gets when the server itself refuses: a KMS is denied, not told an error.
    public func refusal(_ refusal: HTTPRefusal, _ request: HTTPRequest?) -> HTTPResponse {
        if case .bodyTooLarge = refusal {
            metrics.count(refused: RequestFault.Rule.size.rawValue)
            return ServiceReply.json(413, DecisionReply.malformed)
        }
        guard case .handlerTimeout = refusal, let request,
            case .boot(let kind) = routes.route(request.method, request.target)
        else { return refusal.response }
        let decision = BootDecision.denied(.deadline, "no answer was found in time")
        metrics.count(decision, kind: kind, took: .zero)
        return ServiceReply.json(200, DecisionReply.body(decision))
    }

    private func boot(_ request: HTTPRequest, _ kind: BootRequest.Kind) async -> HTTPResponse {
        let start = ContinuousClock.now
        let body = Bytes(request.body)
        let boot: BootRequest
        do throws(RequestFault) {
            try ServiceReply.checkContent(request)
            boot = try BootRequest(body: body, kind: kind)
        } catch {
            metrics.count(refused: error.rule.rawValue)
            return ServiceReply.json(error.status, DecisionReply.malformed)
        }
        let (record, expires) = await decide(boot, body)
        let decision = record.decision
        let text = DecisionReply.body(decision)
        let receipt = await parts.log.append(
            BootRecord.Answered(record: record, decision: decision, reply: text),
            attesting: ReplyFields.statement(record, body: text, expires: expires))
        guard let receipt else {
            return withoutRecord(decision, text, kind, took: .now - start)
        }
        metrics.count(decision, kind: kind, took: .now - start)
        return HTTPResponse(
            status: 200, contentType: "application/json", text: text,
            fields: ReplyFields.fields(record, decision.code, receipt, expires: expires))
    }

    /// The answer when nothing could be recorded: a denial.
    private func withoutRecord(
        _ decision: BootDecision, _ text: String, _ kind: BootRequest.Kind, took: Duration
    ) -> HTTPResponse {
        guard decision.isAllowed else {
            metrics.count(decision, kind: kind, took: took)
            return ServiceReply.json(200, text)
        }
        let denial = BootDecision.denied(.log, "the decision could not be recorded")
        metrics.countWithoutRecord()
        metrics.count(denial, kind: kind, took: took)
        return ServiceReply.json(200, DecisionReply.body(denial))
    }

    /// Everything that the answer depends on. A brake that denies needs no chain.
    private func decide(
        _ request: BootRequest, _ body: Bytes
    ) async -> (BootRecord, expires: Timestamp?) {
        var record = BootRecord(
            time: BootService.milliseconds, kind: request.kind,
            body: String(decoding: body, as: UTF8.self), configuration: parts.configuration,
            backend: parts.backend.kind)
        record.brake = parts.brake?.look(at: request)
        guard let webhook = parts.shadow else {
            let expires = await answer(request, in: &record)
            return (record, expires)
        }
        async let shadow = webhook.ask(request.kind, body)
        let expires = await answer(request, in: &record)
        record.shadow = await shadow
        compare(record)
        return (record, expires)
    }

    /// Asks the backend unless the brake denies, and notes what it says.
    private func answer(
        _ request: BootRequest, in record: inout BootRecord
    ) async -> Timestamp? {
        guard record.brake?.entry == nil else { return nil }
        let answer = await parts.backend.decide(request)
        record.basis = answer.basis
        record.policy = answer.policy
        if parts.backend.kind != .chain { record.answer = answer.decision }
        record.finalizedVoters = answer.finalizedVoters
        record.recentVoters = answer.recentVoters
        return answer.expires
    }

    /// Counts and tells where the other webhook answers otherwise.
    private func compare(_ record: BootRecord) {
        guard let shadow = record.shadow else { return }
        var alone = record
        alone.shadow = nil
        let own = alone.decision
        guard shadow.differs(from: own) else { return }
        let what =
            switch shadow {
            case .fault: "no answer"
            case .verdict(let isAllowed, _, _) where isAllowed == own.isAllowed: "gateway"
            case .verdict(true, _, _): "only the other allows"
            case .verdict(false, _, _): "only this one allows"
            }
        metrics.count(difference: what)
        parts.report(
            "shadow: \(what); this: \(own.isAllowed) \(own.code.rawValue) "
                + "\(EscapedText(own.reason, limit: 200)); other: "
                + EscapedText(shadow.json.serialized(.compact.ascii), limit: 300).description)
    }

    private static var milliseconds: UInt64 {
        var now = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        return UInt64(max(0, now.tv_sec)) * 1_000 + UInt64(max(0, now.tv_nsec)) / 1_000_000
    }
}
