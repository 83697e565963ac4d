import ArgumentParser
import Attestation
import Authorization
import ChainView
import Cryptography
import CurlTransport
import DecisionLog
import EthereumClient
import Glibc
import HTTPServer
import KeyRelease
import Logging
import Primitives

/// The service that releases an app's keys to an attested workload, when the chain allows its boot.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dstack-keyd",
        abstract: "Release an app's keys to the workload that its evidence is bound to.",
        discussion: """
            POST /v1/nonce gives a nonce; POST /v1/key takes {"appId", "evidence"} and answers keys \
            sealed to the public key that the evidence is bound to. Evidence is an attestation \
            document of a Nitro enclave, or a certificate of RA-TLS (DER) with a nonce that its key \
            signs. ETH_RPC_URL in the environment names the provider: its head is believed, \
            everything below the head is proved.
            """)

    /// Runs the service.
    ///
    /// The main thread must keep its mask of signals until ``run()`` has waited for them: one that
    /// an asynchronous main gives to Dispatch takes every signal again.
    static func main() {
        do {
            let command = try parseAsRoot()
            guard let service = command as? Program else {
                var command = command
                try command.run()
                return
            }
            _ = try TerminationSignals.block()
            // A log at the limit of a file's size is a refusal by name, not the service's end.
            _ = Glibc.signal(SIGXFSZ, SIG_IGN)
            serve(service)
        } catch {
            exit(withError: error)
        }
    }

    private static func serve(_ service: Program) -> Never {
        Task {
            do {
                try await service.run()
                exit()
            } catch {
                exit(withError: error)
            }
        }
        while true { pause() }
    }

    @OptionGroup var roots: RootOptions

    @Option(help: "The DstackKms contract.")
    var kms: String

    @Option(help: "Where to listen: HOST:PORT; port 0 takes a free one.")
    var listen: String = "127.0.0.1:8002"

    @Option(help: "A Unix socket to listen on, in place of --listen.")
    var socket: String?

    @Option(help: "A VSOCK port to listen on, too, where the kernel has it.")
    var vsock: UInt32?

    @Option(
        help: ArgumentHelp(
            "The folder of the signed log, where each decision is recorded before keys leave; "
                + "dstack-authd log verify reads STATE/log.", valueName: "folder"))
    var state: String

    @Option(help: "A file that gets {\"url\": …, \"logKey\": …} when the service is ready.")
    var announce: String?

    @Option(
        help: "Another root than AWS's for evidence, DER or PEM: for tests; every answer says so.")
    var testRoot: String?

    @Option(
        help: ArgumentHelp(
            "Intel's collateral for TDX guests, read anew at each request.", valueName: "file"))
    var collateral: String?

    @Option(help: "The oldest evidence may be, in seconds.")
    var maxEvidenceAge: UInt64 = 300

    @Option(help: "How long a nonce can be used, in seconds.")
    var nonceLifetime: UInt64 = 120

    @Option(help: "The oldest a head may be, in seconds, finalized and recent alike.")
    var maxHeadAge: UInt64 = 3600

    @Option(help: "How long agreed heads serve before they are asked anew, in milliseconds.")
    var pollMilliseconds: Int = 1000

    func run() async throws {
        let signals = try TerminationSignals.block()
        let contract = try Settings.contract(kms)
        let addresses = try Settings.addresses(listen, socket: socket, vsock: vsock)
        let root = try Settings.root(testRoot)
        let keys = try KeyMaker(roots.open())
        let log = try Settings.log(state)
        defer { log.close() }
        let logger = Program.logger()
        let view = try view(of: contract, logger)
        let nonces = try NonceDesk(lifetime: nonceLifetime)
        try await view.start()
        logger.warning("evidence level \(view.status.evidence.rawValue)")
        if testRoot != nil {
            logger.warning("evidence under \(root.subjectText) is accepted: for tests only")
        }
        let trust = TrustSource(
            nitroRoot: root, intelRoot: try testRoot == nil ? IntelRoot.certificate() : root,
            collateral: collateral,
            rules: FreshnessRules(oldest: maxEvidenceAge, furthestAhead: 300))
        let service = Service(view: view, keys: keys, nonces: nonces, log: log, trust: trust)
        var configuration = HTTPServer.Configuration(addresses: addresses)
        configuration.limits.bodyBytes = ReleaseRequest.mostBytes
        let server = try HTTPServer(configuration, logger: logger) { request in
            await service.answer(request)
        }
        if let announce, let bound = server.addresses.first {
            try ServerAnnouncement.write(
                [("url", Settings.url(bound)), ("logKey", log.identity.description)],
                to: announce)
        }
        _ = try signals.wait()
        _ = server.stop(within: .seconds(10))
    }

    private func view(of kms: Address, _ logger: Logger) throws -> ChainView {
        let provider = ChainProvider(
            label: "provider",
            transport: try CurlTransport(url: try Settings.provider(), loop: try CurlLoop()))
        var configuration = ChainViewConfiguration(
            providers: [provider],
            rule: try HeadRule(
                operators: [provider.label], quorum: 1, finalizedAge: maxHeadAge,
                recentAge: maxHeadAge), kms: kms)
        configuration.pollInterval = .milliseconds(pollMilliseconds)
        configuration.report = { event in logger.warning("\(event.description)") }
        return try ChainView(configuration)
    }

    private static func logger() -> Logger {
        var logger = Logger(label: "dstack-keyd") { label in
            StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = .warning
        return logger
    }
}
