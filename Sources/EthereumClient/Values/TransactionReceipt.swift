public import Chain
public import Primitives

/// A receipt with what nodes tell besides, of a transaction that is in a block.
public struct TransactionReceipt: Hashable, Sendable {
    /// What the block's receipts root commits to.
    public let receipt: Receipt
    /// The hash of the transaction.
    public let transactionHash: Hash32
    /// Its place in the block.
    public let transactionIndex: UInt64
    /// The hash of the block.
    public let blockHash: Hash32
    /// The number of the block.
    public let blockNumber: BlockNumber
    /// The sender, as the node says it.
    public let from: Address
    /// The recipient, as the node says it; nil where a contract was created.
    public let to: Address?
    /// The contract created, as the node says it.
    public let contractAddress: Address?
    /// The gas that this transaction used.
    public let gasUsed: Gas
    /// What a unit of gas cost; nil where the node does not say, which is not zero.
    public let effectiveGasPrice: Wei?
    /// The blob gas used (EIP-4844).
    public let blobGasUsed: Gas?
    /// What a unit of blob gas cost.
    public let blobGasPrice: Wei?
    /// The logs with their places.
    public let logs: [LogRecord]

    /// Whether the transaction succeeded; nil before Byzantium.
    public var succeeded: Bool? {
        if case .status(let status) = receipt.outcome { status } else { nil }
    }

    /// What the node may leave out of a receipt.
    public struct Leniency: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int

        /// A set of bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// `effectiveGasPrice` may be null or missing, as on chains that had no such member. The
        /// price is then unknown.
        public static let missingFees = Leniency(rawValue: 1)
    }
}
