import ArgumentParser
import Authorization
import AuthorizationService
import ChainView
import EthereumClient
import Primitives

/// Reads the settings as a start would, and says what they mean.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check the configuration and say what it means; nobody is asked.")

    @OptionGroup var settings: ConfigurationOptions

    func run() async throws {
        let settings = try settings.read()
        print("listens on      \(settings.listening.address)\(settings.listening.base)")
        switch settings.backend {
        case .chain(let chain): describe(chain)
        case .file(let path): print("policy          the file \(EscapedText(path, limit: 300))")
        case .mock(let policy): print("policy          mock \(policy.choice.rawValue)")
        }
        print("state           \(EscapedText(settings.state, limit: 300))")
        print("log             \(settings.logName), a head each \(settings.headRecords) records")
        print("brake           \(settings.brake.map { "\($0.keys.count) keys" } ?? "none")")
        print("shadow          \(settings.shadow.map { $0.url.description } ?? "none")")
        print("digest          \(settings.digest)")
        for warning in settings.warnings { print("warning         \(warning)") }
    }

    private func describe(_ chain: ServiceConfiguration.Chain) {
        let rule = chain.rule
        print("KMS contract    \(chain.kms.checksummed)")
        print("chain           \(chain.id?.decimal ?? "that of the provider")")
        print("quorum          \(rule.quorum) of \(rule.operators.count) operators")
        for provider in chain.providers {
            print("                \(provider.label) \(provider.url)")
        }
        print("oldest heads    finalized \(rule.finalizedAge) s, recent \(rule.recentAge) s")
        print("least evidence  \(chain.rules.leastEvidence.rawValue)")
        print("unknown apps    \(chain.unknownApps.rawValue)")
        if rule.quorum == 1 {
            print(
                "warning         evidence level single: for proved name at least two operators and "
                    + "a quorum of more than half")
        }
    }
}
