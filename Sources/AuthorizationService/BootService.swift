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
        /// The server's own numbers, for `GET /metrics`.
        public var statistics: @Sendable () -> HTTPServer.Statistics? = { nil }
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
    private let boots = AskedBoots()

    /// A service.
    public init(_ parts: Parts) {
        self.parts = parts
        routes = ServiceRoute.Table(base: parts.base)
    }

    /// Has one request answered: at once where all that the answer needs is in memory, a boot as soon
    /// as its record is durable, and otherwise by a task.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - responder: Gets the answer.
    /// - Returns: The task that reads what is not in memory; nil where nothing is read.
    public func respond(
        to request: HTTPRequest, by responder: HTTPResponder
    ) -> Task<Void, Never>? {
        let route = routes.route(request.method, request.target)
        switch route {
        case .live: responder.answer(.plainText(200, "live"))
        case .ready: responder.answer(ready)
        case .unknown: responder.answer(ServiceReply.notFound(request))
        case .information, .boot, .metrics:
            if let refusal = parts.gate.refusal(of: request) {
                responder.answer(refusal)
            } else if case .boot(let kind) = route {
                return boot(request, kind, responder)
            } else {
                responder.answer(route == .metrics ? metricsPage : information)
            }
        }
        return nil
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

    private func boot(
        _ request: HTTPRequest, _ kind: BootRequest.Kind, _ responder: HTTPResponder
    ) -> Task<Void, Never>? {
        let start = ContinuousClock.now
        let asked: AskedBoot
        do throws(RequestFault) {
            try ServiceReply.checkContent(request)
            asked = try boots.boot(Bytes(request.body), kind)
        } catch {
            metrics.count(refused: error.rule.rawValue)
            responder.answer(ServiceReply.json(error.status, DecisionReply.malformed))
            return nil
        }
        var record = BootRecord(
            time: BootService.milliseconds, asked: asked, configuration: parts.configuration,
            backend: parts.backend.kind)
        record.brake = parts.brake?.look(at: asked.request)
        if parts.shadow == nil, decideFromMemory(&record) {
            parts.log.submit(BootReply(record, start: start, metrics, responder))
            return nil
        }
        return responder.task { [record] in
            var record = record
            await self.decide(&record)
            self.parts.log.submit(BootReply(record, start: start, self.metrics, responder))
        }
    }

    /// Notes everything that the answer depends on, asked of the backend and of the other webhook.
    private func decide(_ record: inout BootRecord) async {
        guard let webhook = parts.shadow else { return await askBackend(&record) }
        async let shadow = webhook.ask(record.asked.request.kind, record.asked.body)
        await askBackend(&record)
        record.shadow = await shadow
        compare(record)
    }

    /// Asks the backend unless the brake denies, and notes what it says.
    private func askBackend(_ record: inout BootRecord) async {
        guard record.brake?.entry == nil else { return }
        record.note(await parts.backend.decide(record.asked.request))
    }

    /// The same where nothing has to be read, as a brake that denies needs no chain.
    ///
    /// - Returns: Whether it was so.
    private func decideFromMemory(_ record: inout BootRecord) -> Bool {
        guard record.brake?.entry == nil else { return true }
        guard let answer = parts.backend.decideFromMemory(record.asked) else { return false }
        record.note(answer)
        return true
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

extension BootRecord {
    /// Notes what the backend says.
    fileprivate mutating func note(_ answer: BackendAnswer) {
        switch answer {
        case .chain(let decided): self.decided = decided
        case .other(let decision, let policy): (self.answer, self.policy) = (decision, policy)
        }
    }
}
