public import Primitives

/// What a KMS asks before it releases a key: may this measured boot have one?
public struct BootRequest: Hashable, Sendable {
    /// Whose boot it is.
    public enum Kind: String, Hashable, Sendable {
        /// An app's: `/bootAuth/app`.
        case app
        /// A KMS's own: `/bootAuth/kms`.
        case kms
    }

    /// Whose boot it is.
    public var kind: Kind
    /// The platform, as the KMS names it; nil when it says nothing.
    public var teeVariant: String?
    /// All measurements together.
    public var mrAggregated: Hash32
    /// The OS image; zero when the request leaves it empty.
    public var osImageHash: Hash32
    /// The system's measurements; nil when the request leaves them empty.
    public var mrSystem: Hash32?
    /// The app.
    public var appID: Address
    /// The hash of the app's composition.
    public var composeHash: Hash32
    /// The instance; zero when the request leaves it empty.
    public var instanceID: Address
    /// The machine; nil when it has 64 bytes, as SEV-SNP's has, which the contracts cannot hold.
    public var deviceID: Hash32?
    /// Intel's or the platform's word on its state.
    public var tcbStatus: String
    /// Advisories that apply to the platform.
    public var advisoryIDs: [String]

    /// A request by its members.
    public init(
        kind: Kind, teeVariant: String?, mrAggregated: Hash32, osImageHash: Hash32,
        mrSystem: Hash32?, appID: Address, composeHash: Hash32, instanceID: Address,
        deviceID: Hash32?, tcbStatus: String, advisoryIDs: [String]
    ) {
        self.kind = kind
        self.teeVariant = teeVariant
        self.mrAggregated = mrAggregated
        self.osImageHash = osImageHash
        self.mrSystem = mrSystem
        self.appID = appID
        self.composeHash = composeHash
        self.instanceID = instanceID
        self.deviceID = deviceID
        self.tcbStatus = tcbStatus
        self.advisoryIDs = advisoryIDs
    }
}
