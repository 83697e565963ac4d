public import Codec
public import Primitives

extension DstackApp {
    /// `initialize(address,bool,bool,bool,bytes32,bytes32)`: the set-up of a proxy, once. No event
    /// tells the first values of the three switches.
    public struct Initialize: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x9ed28193,
            "function initialize(address owner, bool disableUpgrades, bool "
                + "requireTcbUpToDate, bool allowAnyDevice, bytes32 deviceId, bytes32 "
                + "composeHash)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 6) }

        /// Who owns the app; not zero.
        public let owner: Address
        /// Whether its code can never change.
        public let disableUpgrades: Bool
        /// Whether only machines whose TCB is up to date may boot it.
        public let requireTcbUpToDate: Bool
        /// Whether it boots on every device.
        public let allowAnyDevice: Bool
        /// The first device that may boot it; zero for none.
        public let deviceId: Hash32
        /// The first compose file that may boot; zero for none.
        public let composeHash: Hash32

        /// With its arguments.
        public init(
            owner: Address, disableUpgrades: Bool, requireTcbUpToDate: Bool,
            allowAnyDevice: Bool, deviceId: Hash32, composeHash: Hash32
        ) {
            self.owner = owner
            self.disableUpgrades = disableUpgrades
            self.requireTcbUpToDate = requireTcbUpToDate
            self.allowAnyDevice = allowAnyDevice
            self.deviceId = deviceId
            self.composeHash = composeHash
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(owner)
            writer.write(disableUpgrades)
            writer.write(requireTcbUpToDate)
            writer.write(allowAnyDevice)
            writer.write(deviceId)
            writer.write(composeHash)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            owner = try reader.read()
            disableUpgrades = try reader.read()
            requireTcbUpToDate = try reader.read()
            allowAnyDevice = try reader.read()
            deviceId = try reader.read()
            composeHash = try reader.read()
        }
    }

    /// `initialize(address,bool,bool,bytes32,bytes32)`: the set-up without the demand on the TCB.
    public struct InitializeWithoutTCB: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x187515ca,
            "function initialize(address owner, bool disableUpgrades, bool allowAnyDevice, "
                + "bytes32 deviceId, bytes32 composeHash)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 5) }

        /// Who owns the app; not zero.
        public let owner: Address
        /// Whether its code can never change.
        public let disableUpgrades: Bool
        /// Whether it boots on every device.
        public let allowAnyDevice: Bool
        /// The first device that may boot it; zero for none.
        public let deviceId: Hash32
        /// The first compose file that may boot; zero for none.
        public let composeHash: Hash32

        /// With its arguments.
        public init(
            owner: Address, disableUpgrades: Bool, allowAnyDevice: Bool,
            deviceId:
                Hash32, composeHash: Hash32
        ) {
            self.owner = owner
            self.disableUpgrades = disableUpgrades
            self.allowAnyDevice = allowAnyDevice
            self.deviceId = deviceId
            self.composeHash = composeHash
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(owner)
            writer.write(disableUpgrades)
            writer.write(allowAnyDevice)
            writer.write(deviceId)
            writer.write(composeHash)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            owner = try reader.read()
            disableUpgrades = try reader.read()
            allowAnyDevice = try reader.read()
            deviceId = try reader.read()
            composeHash = try reader.read()
        }
    }
}
