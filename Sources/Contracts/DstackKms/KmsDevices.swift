public import Codec
public import Primitives

extension DstackKms {
    /// `addKmsDevice(bytes32)`: the owner allows a device that the KMS may boot on. Idempotent,
    /// always with events; zero is accepted.
    public struct AddKmsDevice: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x4d5922a1, "function addKmsDevice(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `removeKmsDevice(bytes32)`: the owner withdraws a device of the KMS. Machines that run
    /// already go on.
    public struct RemoveKmsDevice: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x9e6f3114,
            "function removeKmsDevice(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `kmsAllowedDeviceIds(bytes32)`: whether a device of the KMS is allowed.
    public struct KmsAllowedDeviceIds: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x13eb9770,
            "function kmsAllowedDeviceIds(bytes32 deviceId) view returns (bool allowed)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
