import ArgumentParser
import Codec
import Governance
import Primitives

/// What a governance is deployed with.
struct DeployOptions: ParsableArguments {
    @Option(help: "An owner of the Safe; one for each, in the Safe's order.")
    var owner: [String] = []

    @Option(help: "How many owners must sign.")
    var threshold: Int

    @Option(help: "The timelock's delay in seconds.")
    var delay: UInt64

    @Option(help: "An account that may cancel operations, besides the Safe.")
    var canceller: [String] = []

    @Option(help: "The measurement (mrAggregated) of the KMS: 0x and 64 hex digits.")
    var kmsMeasurement: String

    @Option(help: "The device of the KMS: 0x and 64 hex digits.")
    var kmsDevice: String

    @Option(help: "The gateway's app id: 40 hex digits without 0x.")
    var gatewayAppID: String

    @Option(help: "The device of the first app: 0x and 64 hex digits.")
    var appDevice: String

    @Option(
        help: ArgumentHelp(
            "Deploy in spite of this weakness: short-delay, low-threshold, sole-canceller or "
                + "any-gateway.", valueName: "weakness"))
    var allowWeak: [String] = []

    /// The settings, refused where no governance could work with them or a weakness is not allowed
    /// by name.
    func settings() throws(CommandFailure) -> DeploymentSettings {
        var owners: [Address] = []
        for text in owner { owners.append(try Input.address(text, "--owner")) }
        var cancellers: [Address] = []
        for text in canceller { cancellers.append(try Input.address(text, "--canceller")) }
        let settings = DeploymentSettings(
            owners: owners, threshold: threshold, delay: delay, cancellers: cancellers,
            kmsMeasurement: try Input.hash(kmsMeasurement, "--kms-measurement"),
            kmsDevice: try Input.hash(kmsDevice, "--kms-device"), gatewayAppID: gatewayAppID,
            appDevice: try Input.hash(appDevice, "--app-device"))
        do throws(SettingsError) { try settings.check() } catch {
            throw CommandFailure(.refused, error.description)
        }
        for weakness in settings.weaknesses where !allowWeak.contains(weakness.rawValue) {
            throw CommandFailure(
                .refused, weakness.sentence,
                remedy: "Only if that is meant: --allow-weak \(weakness.rawValue)")
        }
        return settings
    }

    /// The members of the journal that repeat the settings.
    static func members(_ settings: DeploymentSettings) -> [JSONMember] {
        var members = [
            JSONMember("delay", .number("\(settings.delay)")),
            JSONMember("owners", .array(settings.owners.map { .string($0.checksummed) })),
            JSONMember("threshold", .number("\(settings.threshold)")),
            JSONMember(
                "policy",
                [
                    "kmsAggregatedMr": .string(settings.kmsMeasurement.hex),
                    "kmsDevice": .string(settings.kmsDevice.hex),
                    "gatewayAppId": .string(settings.gatewayAppID),
                    "appDevice": .string(settings.appDevice.hex),
                ]),
        ]
        if !settings.cancellers.isEmpty {
            members.append(
                JSONMember(
                    "cancellers", .array(settings.cancellers.map { .string($0.checksummed) })))
        }
        return members
    }
}
