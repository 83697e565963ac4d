public import Codec
public import Primitives

extension TimelockController {
    /// `CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)`: a call was
    /// announced; one log for each call of an operation.
    public struct CallScheduled: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x4cf4410cc57040e44862ef0f45f3dd5a5e02db8eb8add648d4b0e236f1d07dca,
            "event CallScheduled(bytes32 indexed id, uint256 indexed index, address "
                + "target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)")

        /// The operation.
        public let operationID: Hash32
        /// The place in the operation.
        public let index: UInt256
        /// Whom to call.
        public let target: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// The operation that has to be done before; zero for none.
        public let predecessor: Hash32
        /// The seconds from now until it is ready.
        public let delay: UInt256

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 5 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.operationID = try indexed.read()
            self.index = try indexed.read()
            self.target = try data.read()
            self.value = try data.read()
            self.data = try data.read()
            self.predecessor = try data.read()
            self.delay = try data.read()
        }
    }

    /// `CallExecuted(bytes32,uint256,address,uint256,bytes)`: a call was made; one log for each
    /// call of an operation.
    public struct CallExecuted: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xc2617efa69bab66782fa219543714338489c4e9e178271560a91b82c3f612b58,
            "event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, "
                + "uint256 value, bytes data)")

        /// The operation.
        public let operationID: Hash32
        /// The place in the operation.
        public let index: UInt256
        /// Whom to call.
        public let target: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 2 ? 3 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.operationID = try indexed.read()
            self.index = try indexed.read()
            self.target = try data.read()
            self.value = try data.read()
            self.data = try data.read()
        }
    }

    /// `CallSalt(bytes32,bytes32)`: the salt of an announced operation, unless it is zero
    /// (OpenZeppelin from 4.9 on).
    public struct CallSalt: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x20fda5fd27a1ea7bf5b9567f143ac5470bb059374a27e8f67cb44f946f6d0387,
            "event CallSalt(bytes32 indexed id, bytes32 salt)")

        /// The operation.
        public let operationID: Hash32
        /// The salt.
        public let salt: Hash32

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 1 ? 1 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.operationID = try indexed.read()
            self.salt = try data.read()
        }
    }

    /// `Cancelled(bytes32)`: an operation was withdrawn.
    public struct Cancelled: ABIUnaryIndexedEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xbaa1eb22f2a492ba1a5fea61b8df4d27c6c8b5f3971e63bb58fa14ff72eedb70,
            "event Cancelled(bytes32 indexed id)")
        /// The operation.
        public let argument: Hash32

        /// With its argument.
        public init(_ argument: Hash32) { self.argument = argument }
    }

    /// `MinDelayChange(uint256,uint256)`: later operations wait another time.
    public struct MinDelayChange: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x11c24f4ead16507c69ac467fbd5e4eed5fb5c699626d2cc6d66421df253886d5,
            "event MinDelayChange(uint256 oldDuration, uint256 newDuration)")

        /// The seconds before.
        public let oldDuration: UInt256
        /// The seconds from now on.
        public let newDuration: UInt256

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 0 ? 2 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.oldDuration = try data.read()
            self.newDuration = try data.read()
        }
    }
}
