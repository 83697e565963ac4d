public import Primitives

/// Where DstackKms keeps its state.
public enum DstackKmsStorage {
    /// The public key of the KMS, the first of four dynamic members that follow each other.
    public static let k256PublicKey = StorageSlot.number(0)
    /// The public key of its certificate authority.
    public static let caPublicKey = StorageSlot.number(1)
    /// The quote.
    public static let quote = StorageSlot.number(2)
    /// The event log.
    public static let eventLog = StorageSlot.number(3)
    /// The gateway's app id, a string.
    public static let gatewayAppID = StorageSlot.number(4)
    /// The mapping of registered apps.
    public static let registeredApps = StorageSlot.number(5)
    /// The mapping of measurements of the KMS.
    public static let kmsAllowedAggregatedMrs = StorageSlot.number(6)
    /// The mapping of devices of the KMS.
    public static let kmsAllowedDeviceIDs = StorageSlot.number(7)
    /// The mapping of OS images.
    public static let allowedOsImages = StorageSlot.number(8)
    /// The code of new apps, in the low 20 bytes.
    public static let appImplementation = StorageSlot.number(9)

    /// Where it says whether a contract is registered.
    public static func registeredApp(_ app: Address) -> Hash32 {
        StorageSlot.element(app, of: registeredApps)
    }

    /// Where it says whether a measurement of the KMS is allowed.
    public static func kmsAllowedAggregatedMr(_ measurement: Hash32) -> Hash32 {
        StorageSlot.element(measurement, of: kmsAllowedAggregatedMrs)
    }

    /// Where it says whether a device of the KMS is allowed.
    public static func kmsAllowedDeviceID(_ device: Hash32) -> Hash32 {
        StorageSlot.element(device, of: kmsAllowedDeviceIDs)
    }

    /// Where it says whether an OS image is allowed.
    public static func allowedOsImage(_ hash: Hash32) -> Hash32 {
        StorageSlot.element(hash, of: allowedOsImages)
    }
}
