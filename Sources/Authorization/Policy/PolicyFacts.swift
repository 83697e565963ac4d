/// What the contracts say about one boot at one block: words of storage that were proved.
public struct PolicyFacts: Hashable, Sendable {
    /// What the KMS contract says.
    public struct Kms: Hashable, Sendable {
        /// `allowedOsImages[osImageHash]`.
        public var allowsImage: Bool
        /// `kmsAllowedAggregatedMrs[mrAggregated]`.
        public var allowsMeasurement: Bool
        /// `kmsAllowedDeviceIds[deviceId]`.
        public var allowsDevice: Bool
        /// `registeredApps[appId]`.
        public var isRegistered: Bool
        /// `gatewayAppId`.
        public var gatewayAppID: String

        /// Facts of the KMS.
        public init(
            allowsImage: Bool, allowsMeasurement: Bool, allowsDevice: Bool, isRegistered: Bool,
            gatewayAppID: String
        ) {
            self.allowsImage = allowsImage
            self.allowsMeasurement = allowsMeasurement
            self.allowsDevice = allowsDevice
            self.isRegistered = isRegistered
            self.gatewayAppID = gatewayAppID
        }
    }

    /// What stands at the app's address.
    public enum App: Hashable, Sendable {
        /// No code.
        case absent
        /// A DstackApp.
        case known(Rules)
        /// Code that is not known: its answer cannot be evaluated here.
        case unknown
        /// Code that is not known, and what M operators say that it answers, byte for byte the same.
        case answered(Answer)
        /// An account that delegates its code (EIP-7702).
        case delegated
    }

    /// How a call of an app of unknown code ends.
    public enum Answer: Hashable, Sendable {
        /// The app's verdict and its reason, which may be any text.
        case verdict(isAllowed: Bool, reason: String)
        /// The call reverted.
        case reverted
        /// The call ended otherwise: out of gas, an invalid instruction.
        case failed
        /// What came back is no verdict.
        case malformed
    }

    /// What a DstackApp says.
    public struct Rules: Hashable, Sendable {
        /// `allowedComposeHashes[composeHash]`.
        public var allowsCompose: Bool
        /// `allowAnyDevice`.
        public var allowsAnyDevice: Bool
        /// `allowedDeviceIds[deviceId]`.
        public var allowsDevice: Bool
        /// `requireTcbUpToDate`.
        public var requiresUpToDate: Bool

        /// Facts of an app.
        public init(
            allowsCompose: Bool, allowsAnyDevice: Bool, allowsDevice: Bool, requiresUpToDate: Bool
        ) {
            self.allowsCompose = allowsCompose
            self.allowsAnyDevice = allowsAnyDevice
            self.allowsDevice = allowsDevice
            self.requiresUpToDate = requiresUpToDate
        }
    }

    /// The KMS contract.
    public var kms: Kms
    /// The app; nil for the boot of a KMS.
    public var app: App?

    /// Facts of one block.
    public init(kms: Kms, app: App?) {
        self.kms = kms
        self.app = app
    }
}
