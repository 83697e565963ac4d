import ArgumentParser
import Authorization
import AuthorizationService
import DecisionLog
import HTTPServer
import Logging

/// Runs the service until it is asked to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service (what happens without a command).")

    @OptionGroup var settings: ConfigurationOptions

    @Option(help: "A file that gets {\"url\": …} when the service can decide.")
    var announce: String?

    func run() async throws {
        let signals = try TerminationSignals.block()
        let settings = try settings.read()
        let logger = Serve.logger()
        let running = try RunningService(settings, logger: logger)
        for warning in settings.warnings { logger.warning("\(warning)") }
        try await running.start()
        if let announce, let address = running.server.addresses.first {
            let scheme = settings.listening.tls == nil ? "http" : "https"
            try ServerAnnouncement.write([("url", "\(scheme)://\(address)")], to: announce)
        }
        _ = try signals.wait()
        logger.info("stopping")
        running.stop()
    }

    private static func logger() -> Logger {
        var logger = Logger(label: "dstack-authd") { label in
            StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = .info
        return logger
    }
}
