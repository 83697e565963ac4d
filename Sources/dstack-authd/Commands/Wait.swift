import ArgumentParser
import Authorization
import AuthorizationService
import ChainView
import Primitives

/// A release gate: ends when a boot is allowed.
struct Wait: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Wait until a boot is allowed at both heights; exit code 0 then, 1 at the limit.",
        discussion:
            "Reads the chain as the service does, by the same settings. Nothing is recorded.")

    @OptionGroup var settings: ConfigurationOptions

    @Option(help: "The file with the request's body as a KMS sends it; - reads standard input.")
    var untilAllowed: String

    @Option(help: "Whose boot: app or kms.")
    var kind = "app"

    @Option(help: "How long to wait, in seconds; without it, for ever.")
    var timeout: Int?

    func run() async throws {
        guard case .chain(let chain) = try settings.read().backend else {
            throw ConfigurationFault("wait", "the configuration asks no chain")
        }
        guard let kind = BootRequest.Kind(rawValue: kind) else {
            throw ConfigurationFault("--kind", "app or kms is needed")
        }
        guard let body = BoundedFile.read(untilAllowed, limit: BootRequest.mostBytes) else {
            throw ConfigurationFault(untilAllowed, "cannot be read, or is too long")
        }
        let request: BootRequest
        do throws(RequestFault) { request = try BootRequest(body: body, kind: kind) } catch {
            throw ConfigurationFault(untilAllowed, error.description)
        }
        let backend = try ChainBackend(chain, state: nil) { _ in }
        try await backend.view.start()
        let deadline = timeout.map { ContinuousClock.now + .seconds($0) }
        let decided = await backend.view.waitUntilAllowed(request, until: deadline) { decided in
            guard !decided.decision.isAllowed else { return }
            ErrorLine.write(
                "not yet: \(EscapedText(decided.decision.reason, limit: 300)) "
                    + "(\(decided.decision.code.rawValue))")
        }
        guard decided.decision.isAllowed else { throw ExitCode(1) }
        print(
            "allowed at blocks \(decided.finalized?.number.decimal ?? "-") (finalized) and "
                + "\(decided.recent?.number.decimal ?? "-"), evidence \(decided.evidence.rawValue)")
    }
}
