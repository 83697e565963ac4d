import Codec
public import Primitives

/// What a `PolicyChanged` log of DstackKms or DstackApp is about. The log has the Keccak-256 hash of
/// the policy's name.
public enum DstackPolicy: String, CaseIterable, Hashable, Sendable {
    /// The code of new apps; the value is its address.
    case appImplementation = "app-implementation"
    /// The code behind a proxy; the value is its address, and the log precedes `Upgraded`.
    case implementationUpgrade = "implementation-upgrade"
    /// The keys of the KMS; the value is the hash of the secp256k1 key alone.
    case kmsInfo = "kms-info"
    /// The gateway; the value is the hash of the id's text.
    case gatewayAppID = "gateway-app-id"
    /// A contract that is registered as an app; the value is its address.
    case registeredApp = "registered-app"
    /// A measurement of the KMS.
    case kmsAggregatedMr = "kms-aggregated-mr"
    /// A device of the KMS.
    case kmsDevice = "kms-device"
    /// An OS image.
    case osImage = "os-image"
    /// A compose file of an app.
    case composeHash = "compose-hash"
    /// A device of an app.
    case device = "device"
    /// Whether an app boots on every device; the value is zero.
    case allowAnyDevice = "allow-any-device"
    /// Whether an app demands a TCB that is up to date; the value is zero.
    case requireTcbUpToDate = "require-tcb-up-to-date"
    /// An app's code can never change; the value is zero.
    case upgradesDisabled = "upgrades-disabled"

    /// `PolicyChanged` as a declaration.
    public static let declarations = Changed.id.declarations

    private static let byID = Dictionary(
        uniqueKeysWithValues: allCases.map { (Keccak256.hash(utf8: $0.rawValue), $0) })

    /// The hash that logs have.
    public var id: Hash32 { Keccak256.hash(utf8: rawValue) }

    /// The policy with this hash; nil for one that we do not know.
    public init?(id: Hash32) {
        guard let policy = DstackPolicy.byID[id] else { return nil }
        self = policy
    }
}

extension DstackPolicy {
    /// What every Nitro enclave in debug mode measures as: SHA-256 over 144 zero bytes, the
    /// registers PCR0, PCR1 and PCR2 of an enclave whose memory its host can read. Never to be
    /// allowed.
    public static let debugMeasurement = Hash32(
        literal: 0x81c611f35bff79491538b2f7cf201c7597a661a5c549633541c62bdc8af1613f)
}

extension DstackPolicy.Changed {
    /// The policy that was changed; nil for one that we do not know.
    public var known: DstackPolicy? { DstackPolicy(id: policy) }
}
