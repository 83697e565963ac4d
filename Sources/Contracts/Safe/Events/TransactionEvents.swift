public import Codec
public import Primitives

extension Safe {
    /// `SafeMultiSigTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes,bytes)`:
    /// the fields of a transaction that is being executed; only SafeL2 emits it.
    public struct SafeMultiSigTransaction: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0x66753cd2356569ee081232e3be8909b950e0a76c1f8460c3a5e3c2be32b11bed,
            "event SafeMultiSigTransaction(address to, uint256 value, bytes data, uint8 "
                + "operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address "
                + "gasToken, address refundReceiver, bytes signatures, bytes additionalInfo)")

        /// Whom to call.
        public let to: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// How to call.
        public let operation: SafeOperation
        /// Gas for the inner call; with 0 (and no refund) a failure reverts everything.
        public let safeTxGas: UInt256
        /// Gas that is refunded besides.
        public let baseGas: UInt256
        /// The price of the refund; 0 for none.
        public let gasPrice: UInt256
        /// The token of the refund; zero for ether.
        public let gasToken: Address
        /// Who gets the refund; zero for whoever executes.
        public let refundReceiver: Address
        /// The signatures.
        public let signatures: Bytes
        /// The encoded nonce, sender and threshold; see ``ExecutionContext``.
        public let additionalInfo: Bytes

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 0 ? 11 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.to = try data.read()
            self.value = try data.read()
            self.data = try data.read()
            self.operation = try data.read()
            self.safeTxGas = try data.read()
            self.baseGas = try data.read()
            self.gasPrice = try data.read()
            self.gasToken = try data.read()
            self.refundReceiver = try data.read()
            self.signatures = try data.read()
            self.additionalInfo = try data.read()
        }
    }

    /// `SafeModuleTransaction(address,address,uint256,bytes,uint8)`: the fields of a module's
    /// transaction; only SafeL2 emits it.
    public struct SafeModuleTransaction: ABIEvent {
        /// Topic and declarations.
        public static let id = ABI.TopicID(
            0xb648d3644f584ed1c2232d53c46d87e693586486ad0d1175f8656013110b714e,
            "event SafeModuleTransaction(address module, address to, uint256 value, bytes "
                + "data, uint8 operation)")

        /// The module.
        public let module: Address
        /// Whom to call.
        public let to: Address
        /// The wei to send.
        public let value: Wei
        /// The calldata.
        public let data: Bytes
        /// How to call.
        public let operation: SafeOperation

        /// The parameters that are not indexed.
        public static func dataWordCount(indexedCount: Int) -> Int? {
            indexedCount == 0 ? 5 : nil
        }

        /// Reads the topics, then the data.
        public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
            self.module = try data.read()
            self.to = try data.read()
            self.value = try data.read()
            self.data = try data.read()
            self.operation = try data.read()
        }
    }
}
