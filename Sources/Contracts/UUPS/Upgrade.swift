public import Codec
public import Primitives

extension UUPS {
    /// `upgradeToAndCall(address,bytes)`: the owner replaces the code behind a proxy and calls it.
    public struct UpgradeToAndCall: ABICall {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x4f1ef286,
            "function upgradeToAndCall(address newImplementation, bytes data) payable")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .dynamic(words: 2) }

        /// The code from now on.
        public let newImplementation: Address
        /// The call; none when empty.
        public let data: Bytes

        /// With its arguments.
        public init(newImplementation: Address, data: Bytes) {
            self.newImplementation = newImplementation
            self.data = data
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(newImplementation)
            writer.write(data)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            newImplementation = try reader.read()
            data = try reader.read()
        }
    }

    /// `proxiableUUID()`: the slot of ERC-1967 that the implementation lives in; only the
    /// implementation itself answers.
    public struct ProxiableUUID: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x52d1902d,
            "function proxiableUUID() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `UPGRADE_INTERFACE_VERSION()`: "5.0.0" where there is no `upgradeTo`.
    public struct UpgradeInterfaceVersion: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = String
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xad3cb1cc,
            "function UPGRADE_INTERFACE_VERSION() view returns (string)")

        /// Without arguments.
        public init() {}
    }
}
