import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Everything about a Safe.
struct SafeInfo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Owners, threshold, modules, guards, code of a Safe.")

    @Argument(help: "The Safe; otherwise that of --deployment.")
    var safe: String?

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let address = try SafeInfo.address(safe, deployment)
        let facts = try await FactsOnChain(client: try chain.client()).safe(address)
        let code = facts.singleton.map { "\($0.contract.rawValue) \($0.version)" }
        var page = Page()
        page.facts([
            ("Safe", address.checksummed),
            ("version", facts.version.description),
            ("code", code ?? "unknown: none of Safe's"),
            ("proxy", facts.isKnownProxy ? "of a known factory" : "unknown"),
            ("next nonce", facts.nonce.decimal),
            ("threshold", "\(facts.threshold) of \(facts.owners.count)"),
        ])
        for owner in facts.owners { page.facts([("owner", owner.checksummed)]) }
        for module in facts.modules { page.line("  ! module \(module)", .danger) }
        page.facts([
            ("guard", SafeInfo.name(facts.transactionGuard)),
            ("module guard", SafeInfo.name(facts.moduleGuard)),
            ("fallback handler", SafeInfo.name(facts.fallbackHandler)),
        ])
        output.print(
            page,
            json: [
                "address": .string(address.checksummed),
                "version": .string(facts.version.description),
                "singleton": facts.singleton.map { .string($0.contract.rawValue) } ?? .null,
                "knownProxy": .bool(facts.isKnownProxy), "nonce": .string(facts.nonce.decimal),
                "threshold": .number("\(facts.threshold)"),
                "owners": .array(facts.owners.map { .string($0.checksummed) }),
                "modules": .array(facts.modules.map { .string($0.checksummed) }),
                "guard": .string(facts.transactionGuard.checksummed),
                "moduleGuard": .string(facts.moduleGuard.checksummed),
                "fallbackHandler": .string(facts.fallbackHandler.checksummed),
            ])
    }

    /// The Safe that was named, or that of the deployment.
    static func address(
        _ text: String?, _ deployment: DeploymentOptions
    ) throws(CommandFailure) -> Address {
        if let text { return try Input.address(text) }
        return try deployment.read().safe
    }

    private static func name(_ address: Address) -> String {
        if address.isZero { return "none" }
        let known = SafeDeployment.at(address).map { " (\($0.contract.rawValue) \($0.version))" }
        return address.checksummed + (known ?? "")
    }
}
