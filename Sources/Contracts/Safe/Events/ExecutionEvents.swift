public import Codec
public import Primitives

extension Safe {
    /// `ExecutionSuccess(bytes32,uint256)`: a transaction was executed.
    public struct ExecutionSuccess: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x442e715f626346e8c54381002da614f62bee8d27386535b2521ec8540898556e,
            "event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)",
            "event ExecutionSuccess(bytes32 txHash, uint256 payment)")

        /// The hash that was signed.
        public let txHash: Hash32
        /// The refund.
        public let payment: UInt256

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            switch indexedCount {
            case 1: 1
            case 0: 2
            default: nil
            }
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.txHash = indexed.isEmpty ? try data.read() : try indexed.read()
            self.payment = try data.read()
        }
    }

    /// `ExecutionFailure(bytes32,uint256)`: a transaction failed and used up its nonce.
    public struct ExecutionFailure: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x23428b18acfb3ea64b08dc0c1d296ea9c09702c09083ca5272e64d115b687d23,
            "event ExecutionFailure(bytes32 indexed txHash, uint256 payment)",
            "event ExecutionFailure(bytes32 txHash, uint256 payment)")

        /// The hash that was signed.
        public let txHash: Hash32
        /// The refund.
        public let payment: UInt256

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            switch indexedCount {
            case 1: 1
            case 0: 2
            default: nil
            }
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.txHash = indexed.isEmpty ? try data.read() : try indexed.read()
            self.payment = try data.read()
        }
    }

    /// `ApproveHash(bytes32,address)`: an owner approved a transaction on chain.
    public struct HashApproved: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xf2a0eb156472d1440255b0d7c1e19cc07115d1051fe605b0dce69acfec884d9c,
            "event ApproveHash(bytes32 indexed approvedHash, address indexed owner)")

        /// The hash of the transaction.
        public let approvedHash: Hash32
        /// The owner.
        public let owner: Address

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 0 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.approvedHash = try indexed.read()
            self.owner = try indexed.read()
        }
    }

    /// `SignMsg(bytes32)`: the Safe signed a message on chain.
    public struct SignMsg: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xe7f4675038f4f6034dfcbbb24c4dc08e4ebf10eb9d257d3d02c0f38d122ac6e4,
            "event SignMsg(bytes32 indexed msgHash)")
        /// The hash of the message.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `ExecutionFromModuleSuccess(address)`: a module acted for the Safe.
    public struct ExecutionFromModuleSuccess: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x6895c13664aa4f67288b25d7a21d7aaa34916e355fb9b6fae0a139a9085becb8,
            "event ExecutionFromModuleSuccess(address indexed module)")
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `ExecutionFromModuleFailure(address)`: a module tried to act for the Safe.
    public struct ExecutionFromModuleFailure: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xacd2c8702804128fdb0db2bb49f6d127dd0181c13fd45dbfe16de0930e2bd375,
            "event ExecutionFromModuleFailure(address indexed module)")
        /// The module.
        public let argument: Address

        /// With its argument.
        public init(_ argument: Address) { self.argument = argument }
    }

    /// `SafeReceived(address,uint256)`: the Safe got ether.
    public struct SafeReceived: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x3d0ce9bfc3ed7d6862dbb28b2dea94561fe714a1b4d019aa8af39730d1ad7c3d,
            "event SafeReceived(address indexed sender, uint256 value)")

        /// Who sent it.
        public let sender: Address
        /// How much.
        public let value: Wei

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 1 ? 1 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.sender = try indexed.read()
            self.value = try data.read()
        }
    }
}
