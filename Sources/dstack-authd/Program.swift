import ArgumentParser
import CurlTransport
import EthereumClient
import HTTPServer
import Logging
import Primitives

/// The service that a dstack KMS asks before it releases a key.
@main
struct Program: ParsableCommand {
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

    func run() throws {
        let signals = try TerminationSignals.block()
        let settings = try Settings.fromEnvironment()
        let client = EthereumClient(
            transport: try CurlTransport(url: settings.provider, loop: try CurlLoop()),
            label: "provider")
        let view = ChainView(
            client: client, maxAge: maxHeadAge, lifetime: .milliseconds(pollMilliseconds))
        let service = Service(
            kms: settings.kms, reader: ProvedReader(client: client, kms: settings.kms), view: view,
            log: try DecisionLog(path: logFile))
        var logger = Logger(label: "dstack-authd") { label in
            StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = .warning
        logger.warning("one provider: evidence level single; its head is believed")
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
