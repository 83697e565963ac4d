public import Codec
public import Primitives

extension Safe {
    /// `approveHash(bytes32)`: an owner approves a transaction on chain, for ever.
    public struct ApproveHash: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xd4d9bdcd,
            "function approveHash(bytes32 hashToApprove)")
        /// The hash of the transaction.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `approvedHashes(address,bytes32)`: 1 when the owner approved the hash.
    public struct ApprovedHashes: ABICall {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x7d832974,
            "function approvedHashes(address owner, bytes32 hash) view returns (uint256)")
        /// The words of the parameters.
        public static var abiShape: ABIShape { .fixed(words: 2) }

        /// The owner.
        public let owner: Address
        /// The hash of the transaction.
        public let hash: Hash32

        /// With its arguments.
        public init(owner: Address, hash: Hash32) {
            self.owner = owner
            self.hash = hash
        }

        /// Writes the arguments in order.
        public func writeMembers(to writer: inout ABIWriter) {
            writer.write(owner)
            writer.write(hash)
        }

        /// Reads the arguments in order.
        public init(membersFrom reader: inout ABIReader) throws(ABIError) {
            owner = try reader.read()
            hash = try reader.read()
        }
    }

    /// `signedMessages(bytes32)`: 1 when the Safe signed the message on chain.
    public struct SignedMessages: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = UInt256
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x5ae6bd37,
            "function signedMessages(bytes32 hash) view returns (uint256)")
        /// The hash of the message.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `domainSeparator()`: the domain of what owners sign.
    public struct DomainSeparator: ABICall, ABINullary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0xf698da25,
            "function domainSeparator() view returns (bytes32)")

        /// Without arguments.
        public init() {}
    }

    /// `signMessage(bytes)`: SignMessageLib, by delegatecall: the Safe signs a message.
    public struct SignMessage: ABICall, ABIUnary {
        /// Selector and declaration.
        public static let id = ABI.SelectorID(0x85a5affe, "function signMessage(bytes data)")
        /// The message.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }

    /// `getMessageHash(bytes)`: what the Safe signs for a message; through the fallback handler.
    public struct GetMessageHash: ABICall, ABIUnary {
        /// What it returns.
        public typealias Returned = Hash32
        /// Selector and declaration.
        public static let id = ABI.SelectorID(
            0x0a1028c4,
            "function getMessageHash(bytes message) view returns (bytes32)")
        /// The message.
        public let argument: Bytes

        /// With its argument.
        public init(_ argument: Bytes) { self.argument = argument }
    }
}
