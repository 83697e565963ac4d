import ArgumentParser
import Authorization
import ChainView
import CurlTransport
import EthereumClient
import HTTPServer
import Logging
import Primitives

/// The service that a dstack KMS asks before it releases a key.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dstack-authd",
        abstract: "Answer a dstack KMS: may this measured boot have a key?",
        discussion: """
            Environment, as the incumbent webhook has it: ETH_RPC_URL, KMS_CONTRACT_ADDR, HOST \
            (127.0.0.1), PORT (8000; 0 takes a free one). One provider is evidence level single: \
            its head is believed, everything below the head is proved.
            """)

    @Option(help: "The oldest a head may be, in seconds, finalized and recent alike.")
    var maxHeadAge: UInt64 = 3600

    @Option(help: "How long agreed heads serve before they are asked anew, in milliseconds.")
    var pollMilliseconds: Int = 1000

    @Option(help: "Where each decision is recorded, before an allow is answered.")
    var logFile: String

    @Option(help: "A file that gets {\"url\": …} when the service is ready.")
    var announce: String?

    func run() async throws {
        let signals = try TerminationSignals.block()
        let settings = try Settings.fromEnvironment()
        let provider = ChainProvider(
            label: "provider",
            transport: try CurlTransport(url: settings.provider, loop: try CurlLoop()))
        var logger = Logger(label: "dstack-authd") { label in
            StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = .warning
        let log = logger
        var configuration = ChainViewConfiguration(
            providers: [provider],
            rule: try HeadRule(
                operators: [provider.label], quorum: 1, finalizedAge: maxHeadAge,
                recentAge: maxHeadAge), kms: settings.kms)
        configuration.pollInterval = .milliseconds(pollMilliseconds)
        configuration.report = { event in log.warning("\(event.description)") }
        let view = try ChainView(configuration)
        let service = Service(view: view, log: try DecisionLog(path: logFile))
        try await view.start()
        let evidence = view.status.evidence
        logger.warning(
            "evidence level \(evidence.rawValue): \(evidence.sentence); \(evidence.howToReachProved ?? "")"
        )
        let server = try HTTPServer(
            .init(addresses: [.host(settings.host, port: settings.port)]), logger: logger
        ) { request in
            await service.answer(request)
        }
        if let announce, let address = server.addresses.first {
            try Announcement.write("http://\(address)", to: announce)
        }
        _ = try signals.wait()
        _ = server.stop(within: .seconds(10))
    }
}
