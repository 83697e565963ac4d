public import Codec
public import Primitives

extension Safe {
    /// `nonce()`: the nonce of the next transaction.
    public struct Nonce: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0xaffed0e0, "function nonce() view returns (uint256)")

        /// Without arguments.
        public init() {}
    }

    /// `VERSION()`: the version as text; a Safe's code says more.
    public struct VersionName: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = String
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xffa1ad74,
            "function VERSION() view returns (string)")

        /// Without arguments.
        public init() {}
    }

    /// `getChainId()`: the chain id (1.3.0 and 1.4.1).
    public struct GetChainID: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = ChainID
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x3408e470,
            "function getChainId() view returns (uint256)")

        /// Without arguments.
        public init() {}
    }

    /// `masterCopy()`: the singleton; the proxy itself answers.
    public struct MasterCopy: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Address
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xa619486e,
            "function masterCopy() view returns (address)")

        /// Without arguments.
        public init() {}
    }

    /// `getThreshold()`: how many owners have to sign.
    public struct GetThreshold: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xe75235b8,
            "function getThreshold() view returns (uint256)")

        /// Without arguments.
        public init() {}
    }

    /// `getOwners()`: the owners in the order of the list.
    public struct GetOwners: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = [Address]
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xa0e67e2b,
            "function getOwners() view returns (address[])")

        /// Without arguments.
        public init() {}
    }

    /// `isOwner(address)`: whether it is an owner.
    public struct IsOwner: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Bool
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x2f54bf6e,
            "function isOwner(address owner) view returns (bool)")
        /// The owner.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `getStorageAt(uint256,uint256)`: words of the Safe's storage.
    public struct GetStorageAt: ABICall {
        /// What it returns.
        public typealias Returned = Bytes
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x5624b25b,
            "function getStorageAt(uint256 offset, uint256 length) view returns (bytes)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The first slot.
        public let offset: UInt256
        /// How many words.
        public let length: UInt256

        /// With its arguments.
        public init(offset: UInt256, length: UInt256) {
            self.offset = offset
            self.length = length
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(offset)
            writer.write(length)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            offset = try reader.read()
            length = try reader.read()
        }
    }
}
