public import Codec
public import Primitives

extension DstackKms {
    /// `KmsInfoSet(bytes)`: the keys of the KMS were published.
    public struct KmsInfoSet: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x77cdad119a452bbd96c45635758fc4af8a6bde3deaccf3fada634ddf9a162706,
            "event KmsInfoSet(bytes k256Pubkey)")
        /// The key for signatures; the rest is not in the log.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }

    /// `GatewayAppIdSet(string)`: another app is the gateway.
    public struct GatewayAppIdSet: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x5b2b64f770ea5266055ebd3ebf205ef06cbfa738e62684edf0e28356e34acf06,
            "event GatewayAppIdSet(string gatewayAppId)")
        /// The id as text.
        public let argument: String

        /// With its argument.
        public init(_ argument: String) { self.argument = argument }
    }

    /// `KmsAggregatedMrAdded(bytes32)`: a measurement of the KMS is allowed.
    public struct KmsAggregatedMrAdded: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x68615a0b92795750b3d180ff73429e1291d225e449eee954a567b91104fd9837,
            "event KmsAggregatedMrAdded(bytes32 mrAggregated)")
        /// The aggregated measurement.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `KmsAggregatedMrRemoved(bytes32)`: a measurement of the KMS is allowed no longer.
    public struct KmsAggregatedMrRemoved: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x54cd662e41eec7ddf0f32f034b2533e481b471dd3ea978222d609ec8fffb1bb0,
            "event KmsAggregatedMrRemoved(bytes32 mrAggregated)")
        /// The aggregated measurement.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `KmsDeviceAdded(bytes32)`: the KMS may boot on a device.
    public struct KmsDeviceAdded: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xf2b290637b1193e12eb38ab32b986303639b1687cc2cd1e25f993e6eae2f4041,
            "event KmsDeviceAdded(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `KmsDeviceRemoved(bytes32)`: the KMS may boot on a device no longer.
    public struct KmsDeviceRemoved: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x1a9888a45e3df8b7e6bb3090747d598d2a0d78e61388161a90799f54df8f4434,
            "event KmsDeviceRemoved(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `OsImageHashAdded(bytes32)`: an OS image is allowed.
    public struct OsImageHashAdded: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x4911843506849c85a5ca6e6e2c01eed2d3ab86baba619517a2aad9d5ab2aeff2,
            "event OsImageHashAdded(bytes32 osImageHash)")
        /// The hash of the image.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `OsImageHashRemoved(bytes32)`: an OS image is allowed no longer.
    public struct OsImageHashRemoved: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x99b3cee95daf3138d0c982299cd0264f5b7a61aa629b42b92f3ec8966aa7f6fe,
            "event OsImageHashRemoved(bytes32 osImageHash)")
        /// The hash of the image.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
