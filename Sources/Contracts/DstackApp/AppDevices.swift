public import Codec
public import Primitives

extension DstackApp {
    /// `addDevice(bytes32)`: the owner allows a device. Idempotent, always with events; zero is
    /// accepted.
    public struct AddDevice: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x2a819728, "function addDevice(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `removeDevice(bytes32)`: the owner withdraws a device. Machines that run already go on.
    public struct RemoveDevice: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x1d266200, "function removeDevice(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `allowedDeviceIds(bytes32)`: whether a device is allowed.
    public struct AllowedDeviceIds: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xbf8b211b,
            "function allowedDeviceIds(bytes32 deviceId) view returns (bool allowed)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }
}
