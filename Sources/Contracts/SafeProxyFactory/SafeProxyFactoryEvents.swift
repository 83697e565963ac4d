public import Codec
public import Primitives

extension SafeProxyFactory {
    /// `ProxyCreation(address,address)`: a Safe was deployed.
    public struct ProxyCreation: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x4f51faf6c4561ff95f067657e43439f0f856d97c04d9ec9070a6199ad418e235,
            "event ProxyCreation(address indexed proxy, address singleton)",
            "event ProxyCreation(address proxy, address singleton)")

        /// The new Safe.
        public let proxy: Address
        /// The code.
        public let singleton: Address

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
            self.proxy = indexed.isEmpty ? try data.read() : try indexed.read()
            self.singleton = try data.read()
        }
    }

    /// `ProxyCreationL2(address,address,bytes,uint256)`: a Safe was deployed, with its set-up
    /// (1.5.0).
    public struct ProxyCreationL2: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x6e78ae8c51534f0b801d7aa7cce5a2113f3c3368c61b06fa61415f361d400431,
            "event ProxyCreationL2(address indexed proxy, address singleton, bytes "
                + "initializer, uint256 saltNonce)")

        /// The new Safe.
        public let proxy: Address
        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 1 ? 3 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.proxy = try indexed.read()
            self.singleton = try data.read()
            self.initializer = try data.read()
            self.saltNonce = try data.read()
        }
    }

    /// `ChainSpecificProxyCreationL2(address,address,bytes,uint256,uint256)`: a Safe was deployed,
    /// with its set-up (1.5.0).
    public struct ChainSpecificProxyCreationL2: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x7a1c96f74273709828c0e67ab96189772005d3b4948bc6902693eb21e4e2cc6a,
            "event ChainSpecificProxyCreationL2(address indexed proxy, address singleton, "
                + "bytes initializer, uint256 saltNonce, uint256 chainId)")

        /// The new Safe.
        public let proxy: Address
        /// The code.
        public let singleton: Address
        /// The calldata of the set-up.
        public let initializer: Bytes
        /// Makes equal set-ups differ.
        public let saltNonce: UInt256
        /// The chain.
        public let chainID: ChainID

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 1 ? 4 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.proxy = try indexed.read()
            self.singleton = try data.read()
            self.initializer = try data.read()
            self.saltNonce = try data.read()
            self.chainID = try data.read()
        }
    }
}
