public import Codec
public import Primitives

extension DstackKms {
    /// `deployAndRegisterApp(address,bool,bool,bool,bytes32,bytes32)`: anyone deploys a proxy of
    /// the registry's app implementation and registers it.
    public struct DeployAndRegisterApp: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x9cb9c31f,
            "function deployAndRegisterApp(address initialOwner, bool disableUpgrades, "
                + "bool requireTcbUpToDate, bool allowAnyDevice, bytes32 initialDeviceId, "
                + "bytes32 initialComposeHash) returns (address appId)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 6) }

        /// Who owns the app; not zero.
        public let initialOwner: Address
        /// Whether its code can never change.
        public let disableUpgrades: Bool
        /// Whether only machines whose TCB is up to date may boot it.
        public let requireTcbUpToDate: Bool
        /// Whether it boots on every device.
        public let allowAnyDevice: Bool
        /// The first device that may boot it; zero for none.
        public let initialDeviceId: Hash32
        /// The first compose file that may boot; zero for none.
        public let initialComposeHash: Hash32

        /// With its arguments.
        public init(
            initialOwner: Address, disableUpgrades: Bool, requireTcbUpToDate: Bool,
            allowAnyDevice: Bool, initialDeviceId: Hash32,
            initialComposeHash:
                Hash32
        ) {
            self.initialOwner = initialOwner
            self.disableUpgrades = disableUpgrades
            self.requireTcbUpToDate = requireTcbUpToDate
            self.allowAnyDevice = allowAnyDevice
            self.initialDeviceId = initialDeviceId
            self.initialComposeHash = initialComposeHash
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(initialOwner)
            writer.write(disableUpgrades)
            writer.write(requireTcbUpToDate)
            writer.write(allowAnyDevice)
            writer.write(initialDeviceId)
            writer.write(initialComposeHash)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            initialOwner = try reader.read()
            disableUpgrades = try reader.read()
            requireTcbUpToDate = try reader.read()
            allowAnyDevice = try reader.read()
            initialDeviceId = try reader.read()
            initialComposeHash = try reader.read()
        }
    }

    /// `deployAndRegisterApp(address,bool,bool,bytes32,bytes32)`: as the form of six arguments,
    /// without the demand on the TCB.
    public struct DeployAndRegisterAppWithoutTCB: ABICall {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x8618169d,
            "function deployAndRegisterApp(address initialOwner, bool disableUpgrades, "
                + "bool allowAnyDevice, bytes32 initialDeviceId, bytes32 initialComposeHash) "
                + "returns (address appId)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 5) }

        /// Who owns the app; not zero.
        public let initialOwner: Address
        /// Whether its code can never change.
        public let disableUpgrades: Bool
        /// Whether it boots on every device.
        public let allowAnyDevice: Bool
        /// The first device that may boot it; zero for none.
        public let initialDeviceId: Hash32
        /// The first compose file that may boot; zero for none.
        public let initialComposeHash: Hash32

        /// With its arguments.
        public init(
            initialOwner: Address, disableUpgrades: Bool, allowAnyDevice: Bool,
            initialDeviceId: Hash32, initialComposeHash: Hash32
        ) {
            self.initialOwner = initialOwner
            self.disableUpgrades = disableUpgrades
            self.allowAnyDevice = allowAnyDevice
            self.initialDeviceId = initialDeviceId
            self.initialComposeHash = initialComposeHash
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(initialOwner)
            writer.write(disableUpgrades)
            writer.write(allowAnyDevice)
            writer.write(initialDeviceId)
            writer.write(initialComposeHash)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            initialOwner = try reader.read()
            disableUpgrades = try reader.read()
            allowAnyDevice = try reader.read()
            initialDeviceId = try reader.read()
            initialComposeHash = try reader.read()
        }
    }
}
