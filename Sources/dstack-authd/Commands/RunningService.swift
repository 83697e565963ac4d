import Authorization
import AuthorizationService
import ChainView
import DecisionLog
import HTTPServer
import Logging

/// The parts of a service while it runs, started and stopped in their order.
final class RunningService: Sendable {
    /// How long a stop waits for what was taken.
    private static let stopLimit = Duration.seconds(10)

    let server: HTTPServer
    private let log: LogWriter
    private let view: ChainView?
    private let brake: BrakeWatch?
    private let orders: OrderWatch?
    private let logger: Logger

    /// Opens the log, reads the brake and listens; nothing is asked of the chain yet.
    ///
    /// - Throws: What keeps the service from starting, in one sentence.
    init(_ settings: ServiceConfiguration, logger: Logger) throws {
        self.logger = logger
        let report: @Sendable (String) -> Void = { text in logger.warning("\(text)") }
        let key = try RunningService.key(settings)
        log = try LogWriter(
            folder: settings.state + "/log", key: key,
            rhythm: .init(records: settings.headRecords, seconds: settings.headSeconds))
        logger.info(
            "log", metadata: ["key": "\(key.identity)", "records": "\(log.opening.size)"])
        if log.opening.tornBytes > 0 {
            logger.warning("an unfinished record of \(log.opening.tornBytes) bytes was cut")
        }
        if log.opening.restored > 0 {
            logger.warning(
                "the machine was stopped at once: \(log.opening.restored) records came from the journal"
            )
        }
        let (backend, view) = try RunningService.backend(settings, logger)
        self.view = view
        // The log's lock is held by now: no other service has the folder.
        orders = view.map { view in OrderWatch(state: settings.state, view: view, report: report) }
        brake = try settings.brake.map { brake in
            try BrakeWatch(
                brake, chainID: view?.configuration.chainID, kms: settings.kms,
                memory: settings.state + "/brake.json", report: report)
        }
        var parts = BootService.Parts(
            backend: backend, log: log,
            gate: ServiceGate(
                basic: settings.listening.basic, bearer: settings.listening.bearer))
        parts.brake = brake
        parts.shadow = try settings.shadow.map { shadow in try ShadowWebhook(shadow) }
        parts.base = settings.listening.base
        parts.configuration = settings.digest
        parts.report = report
        let statistics = StatisticsSource()
        parts.statistics = { statistics.now }
        let service = BootService(parts)
        server = try HTTPServer(
            RunningService.configuration(settings), logger: logger,
            refusalResponse: { refusal, request in service.refusal(refusal, request) },
            respondingHandler: { request, responder in
                service.respond(to: request, by: responder)
            })
        statistics.set(server)
    }

    /// Asks the chain who it is, and decides from then on.
    ///
    /// - Throws: A fault that no waiting would mend.
    func start() async throws {
        brake?.start()
        orders?.start()
        guard let view else { return }
        if view.status.startedWithoutFloor {
            logger.warning(
                "no earlier finalized block is known: the first start, or heads.json was lost")
        }
        do { try await view.start() } catch {
            stop()
            throw error
        }
        let evidence = view.status.evidence
        let advice = evidence.howToReachProved.map { "; \($0)" } ?? ""
        let text = "evidence level \(evidence.rawValue): \(evidence.sentence)\(advice)"
        if evidence == .proved { logger.info("\(text)") } else { logger.warning("\(text)") }
    }

    /// Finishes what was taken, signs a last head and closes the log.
    func stop() {
        let report = server.stop(within: RunningService.stopLimit)
        if report.abandonedRequests > 0 {
            logger.warning("\(report.abandonedRequests) requests were abandoned")
        }
        brake?.stop()
        orders?.stop()
        view?.stop()
        log.close()
    }

    private static func key(_ settings: ServiceConfiguration) throws -> LogKey {
        try StateFolder.make(settings.state)
        return try LogKey(path: settings.state + "/log.key", name: settings.logName)
    }

    private static func backend(
        _ settings: ServiceConfiguration, _ logger: Logger
    ) throws -> (any BootBackend, ChainView?) {
        switch settings.backend {
        case .chain(let chain):
            let backend = try ChainBackend(chain, state: settings.state) { event in
                logger.warning("\(event.description)")
            }
            return (backend, backend.view)
        case .file(let path):
            logger.warning("a policy file decides, not the chain: for development only")
            let backend = try FileBackend(path: path)
            for change in backend.changes { logger.warning("\(change)") }
            return (backend, nil)
        case .mock(let policy):
            logger.warning(
                "the made-up policy \(policy.choice.rawValue) decides: for development only")
            return (MockBackend(policy), nil)
        }
    }

    private static func configuration(
        _ settings: ServiceConfiguration
    ) -> HTTPServer.Configuration {
        var configuration = HTTPServer.Configuration(
            addresses: [settings.listening.address], tls: settings.listening.tls)
        if case .chain(let chain) = settings.backend {
            // The view denies in time by itself; this is for a disk that hangs.
            let shadow = settings.shadow?.milliseconds ?? 0
            configuration.deadlines.handling = .milliseconds(
                max(chain.decisionMilliseconds, shadow) + 1_000)
        }
        return configuration
    }
}
