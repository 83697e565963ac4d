public import Codec
public import Primitives

extension DstackApp {
    /// `ComposeHashAdded(bytes32)`: a compose file is allowed.
    public struct ComposeHashAdded: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xfecb34306dd9d8b785b54d65489d06afc8822a0893ddacedff40c50a4942d0af,
            "event ComposeHashAdded(bytes32 composeHash)")
        /// The hash of the compose file.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `ComposeHashRemoved(bytes32)`: a compose file is allowed no longer.
    public struct ComposeHashRemoved: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x755b79bd4b0eeab344d032284a99003b2ddc018b646752ac72d681593a6e8947,
            "event ComposeHashRemoved(bytes32 composeHash)")
        /// The hash of the compose file.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `DeviceAdded(bytes32)`: a device is allowed.
    public struct DeviceAdded: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x67fc71ab96fe3fa3c6f78e9a00e635d591b7333ce611c0380bc577aac702243b,
            "event DeviceAdded(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `DeviceRemoved(bytes32)`: a device is allowed no longer.
    public struct DeviceRemoved: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xe0862975ac517b0478d308012afabc4bc37c23874a18144d7f2dfb852ff95c2c,
            "event DeviceRemoved(bytes32 deviceId)")
        /// The device.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `UpgradesDisabled()`: the code can never change.
    public struct UpgradesDisabled: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x0e5daa943fcd7e7182d0e893d180695c2ea9f6f1b4a1c5432faf14cf17b774e8,
            "event UpgradesDisabled()")

        /// Without parameters.
        public init() {}

        /// No words, no topics.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 0 ? 0 : nil
        }

        /// Reads nothing.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {}
    }

    /// `AllowAnyDeviceSet(bool)`: every device may boot the app, or only the allowed ones.
    public struct AllowAnyDeviceSet: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xbb2cdb6c7b362202d40373f87bc4788301cca658f91711ac1662e1ad2cba4a20,
            "event AllowAnyDeviceSet(bool allowAny)")
        /// Whether every device may.
        public let argument: Bool

        /// With its argument.
        public init(_ argument: Bool) { self.argument = argument }
    }

    /// `RequireTcbUpToDateSet(bool)`: the TCB has to be up to date, or need not be.
    public struct RequireTcbUpToDateSet: ABIUnaryEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xafae60561b2481a349b45b3a47357f70eef6ae67e5b6e1749d74de7f19a25aa1,
            "event RequireTcbUpToDateSet(bool requireUpToDate)")
        /// Whether it has to be.
        public let argument: Bool

        /// With its argument.
        public init(_ argument: Bool) { self.argument = argument }
    }
}
