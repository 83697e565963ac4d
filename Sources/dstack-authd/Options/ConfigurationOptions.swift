import ArgumentParser
import AuthorizationService
import Glibc
import Primitives

/// Where the settings come from.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "The configuration file, YAML or (*.json) JSON; also AUTHD_CONFIG.")
    var config: String?

    @Option(
        help: "Without --config: the folder of log, key and memory; otherwise STATE_DIRECTORY.")
    var state: String?

    @Option(help: "Without --config: the oldest a head may be, in seconds.")
    var maxHeadAge: UInt64?

    @Option(help: "Without --config: how often the heads are asked for, in milliseconds.")
    var pollMilliseconds: Int?

    /// The largest file of settings in bytes.
    private static let mostBytes = 1 << 20

    /// Reads the settings.
    func read() throws(ConfigurationFault) -> ServiceConfiguration {
        guard let path = config ?? ConfigurationOptions.variable("AUTHD_CONFIG") else {
            return try ServiceConfiguration(
                state: state ?? ConfigurationOptions.variable("STATE_DIRECTORY")
                    ?? "dstack-authd-state",
                maxHeadAge: maxHeadAge, pollMilliseconds: pollMilliseconds,
                variable: ConfigurationOptions.variable)
        }
        for name in ["ETH_RPC_URL", "KMS_CONTRACT_ADDR"]
        where ConfigurationOptions.variable(name) != nil {
            throw ConfigurationFault(
                name, "set beside the configuration file \(path): only one may say it")
        }
        for (name, isGiven) in [
            ("--state", state != nil), ("--max-head-age", maxHeadAge != nil),
            ("--poll-milliseconds", pollMilliseconds != nil),
        ] where isGiven {
            throw ConfigurationFault(name, "stands in the configuration file \(path)")
        }
        guard let text = BoundedFile.read(path, limit: ConfigurationOptions.mostBytes) else {
            throw ConfigurationFault(
                path, "cannot be read, or is longer than \(ConfigurationOptions.mostBytes) bytes")
        }
        return try ServiceConfiguration(text, path: path) { name in
            BoundedFile.read(name, limit: 4_096)
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
