import Codec
import Contracts
public import Primitives

/// A set of hashes that a contract allows. Contracts cannot list them: their events name what may
/// be in it, and the contract says of each whether it is.
public enum PolicySet: String, Hashable, Sendable, CaseIterable {
    /// OS images of DstackKms.
    case osImages
    /// Measurements of the KMS.
    case measurements
    /// Devices of the KMS.
    case kmsDevices
    /// Compose hashes of an app.
    case composeHashes
    /// Devices of an app.
    case devices

    /// The calldata that allows `hash`.
    public func adding(_ hash: Hash32) -> Bytes {
        switch self {
        case .osImages: DstackKms.AddOsImageHash(hash).calldata
        case .measurements: DstackKms.AddKmsAggregatedMr(hash).calldata
        case .kmsDevices: DstackKms.AddKmsDevice(hash).calldata
        case .composeHashes: DstackApp.AddComposeHash(hash).calldata
        case .devices: DstackApp.AddDevice(hash).calldata
        }
    }

    /// The calldata that revokes `hash`.
    public func removing(_ hash: Hash32) -> Bytes {
        switch self {
        case .osImages: DstackKms.RemoveOsImageHash(hash).calldata
        case .measurements: DstackKms.RemoveKmsAggregatedMr(hash).calldata
        case .kmsDevices: DstackKms.RemoveKmsDevice(hash).calldata
        case .composeHashes: DstackApp.RemoveComposeHash(hash).calldata
        case .devices: DstackApp.RemoveDevice(hash).calldata
        }
    }

    /// The calldata that asks whether `hash` is allowed; the answer is a bool.
    public func asking(_ hash: Hash32) -> Bytes {
        switch self {
        case .osImages: DstackKms.AllowedOsImages(hash).calldata
        case .measurements: DstackKms.KmsAllowedAggregatedMrs(hash).calldata
        case .kmsDevices: DstackKms.KmsAllowedDeviceIds(hash).calldata
        case .composeHashes: DstackApp.AllowedComposeHashes(hash).calldata
        case .devices: DstackApp.AllowedDeviceIds(hash).calldata
        }
    }

    /// The topic of the event that a hash was added.
    public var addedTopic: Hash32 {
        switch self {
        case .osImages: DstackKms.OsImageHashAdded.id.topic
        case .measurements: DstackKms.KmsAggregatedMrAdded.id.topic
        case .kmsDevices: DstackKms.KmsDeviceAdded.id.topic
        case .composeHashes: DstackApp.ComposeHashAdded.id.topic
        case .devices: DstackApp.DeviceAdded.id.topic
        }
    }

    /// The topic of the event that a hash was removed.
    public var removedTopic: Hash32 {
        switch self {
        case .osImages: DstackKms.OsImageHashRemoved.id.topic
        case .measurements: DstackKms.KmsAggregatedMrRemoved.id.topic
        case .kmsDevices: DstackKms.KmsDeviceRemoved.id.topic
        case .composeHashes: DstackApp.ComposeHashRemoved.id.topic
        case .devices: DstackApp.DeviceRemoved.id.topic
        }
    }

    /// The sets of DstackKms, and those of a DstackApp.
    public static let ofKms: [PolicySet] = [.osImages, .measurements, .kmsDevices]
    /// The sets of a DstackApp.
    public static let ofApp: [PolicySet] = [.composeHashes, .devices]
}
