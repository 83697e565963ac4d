import Codec
public import Primitives

/// What a governance is deployed with.
public struct DeploymentSettings: Hashable, Sendable {
    /// The owners of the Safe, in the order of its set-up.
    public var owners: [Address]
    /// How many of them must sign.
    public var threshold: Int
    /// The timelock's delay in seconds.
    public var delay: UInt64
    /// Accounts that may cancel operations, besides the Safe.
    public var cancellers: [Address]
    /// The measurement of the KMS that is allowed from the start.
    public var kmsMeasurement: Hash32
    /// The device of the KMS that is allowed from the start.
    public var kmsDevice: Hash32
    /// The app id of the gateway.
    public var gatewayAppID: String
    /// The device on which the first app may run.
    public var appDevice: Hash32

    /// Settings, not checked yet.
    public init(
        owners: [Address], threshold: Int, delay: UInt64, cancellers: [Address],
        kmsMeasurement: Hash32, kmsDevice: Hash32, gatewayAppID: String, appDevice: Hash32
    ) {
        self.owners = owners
        self.threshold = threshold
        self.delay = delay
        self.cancellers = cancellers
        self.kmsMeasurement = kmsMeasurement
        self.kmsDevice = kmsDevice
        self.gatewayAppID = gatewayAppID
        self.appDevice = appDevice
    }

    /// What makes a governance work and protect little; each needs its named override.
    public enum Weakness: String, Hashable, Sendable, CaseIterable {
        /// Changes take effect before people can react: a delay below 24 hours.
        case shortDelay = "short-delay"
        /// A minority decides: fewer than two thirds of the owners.
        case lowThreshold = "low-threshold"
        /// Only the Safe that proposes can cancel: whoever holds it cannot be stopped.
        case soleCanceller = "sole-canceller"
        /// Guests trust every gateway.
        case anyGateway = "any-gateway"

        /// One sentence for people.
        public var sentence: String {
            switch self {
            case .shortDelay: "a delay below 24 h lets changes take effect before people react"
            case .lowThreshold: "fewer than two thirds of the owners decide"
            case .soleCanceller:
                "only the Safe that proposes can cancel: whoever holds it cannot be stopped"
            case .anyGateway: "the gateway app id `any` lets guests trust every gateway"
            }
        }
    }

    /// A delay below this many seconds is weak.
    public static let leastDelay: UInt64 = 86_400
    /// The greatest delay that makes sense, in seconds.
    public static let greatestDelay: UInt64 = 365 * 86_400

    /// The weaknesses of the settings.
    public var weaknesses: [Weakness] {
        var found: [Weakness] = []
        if delay < DeploymentSettings.leastDelay { found.append(.shortDelay) }
        if DeploymentSettings.isLow(threshold, of: owners.count) { found.append(.lowThreshold) }
        if cancellers.isEmpty { found.append(.soleCanceller) }
        if gatewayAppID == "any" { found.append(.anyGateway) }
        return found
    }

    /// Whether `threshold` of `count` owners are fewer than two thirds.
    public static func isLow(_ threshold: Int, of count: Int) -> Bool {
        threshold * 3 < count * 2
    }

    /// Checks what no governance could work with.
    ///
    /// - Throws: ``SettingsError`` with the first fault.
    public func check() throws(SettingsError) {
        guard !owners.isEmpty, owners.count <= 100, Set(owners).count == owners.count else {
            throw SettingsError("the owners must be different addresses, 1 to 100")
        }
        let impossible: [Address] = [.zero, Address(literal: 0x1)]
        guard !owners.contains(where: impossible.contains) else {
            throw SettingsError("0x0 and 0x1 cannot own a Safe")
        }
        guard (1...owners.count).contains(threshold) else {
            throw SettingsError("\(owners.count) owners cannot meet a threshold of \(threshold)")
        }
        guard delay <= DeploymentSettings.greatestDelay else {
            throw SettingsError("the delay is above 365 days")
        }
        guard Set(cancellers).count == cancellers.count, !cancellers.contains(.zero) else {
            throw SettingsError("the cancellers must be different addresses, and not zero")
        }
        for (name, value) in [
            ("the KMS measurement", kmsMeasurement), ("the KMS device", kmsDevice),
            ("the app's device", appDevice),
        ] where value.isZero {
            throw SettingsError("\(name) is zero, which admits whatever is empty")
        }
        let gateway = gatewayAppID.lowercased()
        guard gateway == "any" ? gatewayAppID == "any" : (try? Bytes(hex: "0x" + gateway)) != nil,
            gateway == "any" || gateway.utf8.count == 40
        else {
            throw SettingsError("the gateway app id must be 40 hex digits without 0x, or any")
        }
    }
}

/// Settings that no deployment can have.
public struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence.
    public let description: String

    /// An error.
    public init(_ description: String) {
        self.description = description
    }
}
