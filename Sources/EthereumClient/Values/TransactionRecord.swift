public import Chain
public import Codec
public import Primitives

/// A transaction with its place on the chain, as a node tells it. Its hash was computed where the
/// type is known.
public struct TransactionRecord: Hashable, Sendable {
    /// The transaction itself.
    public enum Body: Hashable, Sendable {
        /// Of a known type, put together from the members and found to have the stated hash.
        case known(BlockTransaction)
        /// Of another type, as it came: nothing about it is checked.
        case unknown(JSONValue)
    }

    /// The transaction itself.
    public let body: Body
    /// The hash.
    public let hash: Hash32
    /// The type (EIP-2718).
    public let type: UInt64
    /// The sender, as the node says it.
    public let from: Address
    /// The hash of the block; nil while the transaction waits.
    public let blockHash: Hash32?
    /// The number of the block; nil while the transaction waits.
    public let blockNumber: BlockNumber?
    /// The place in the block; nil while the transaction waits.
    public let transactionIndex: UInt64?

    /// The bytes that the block's transactions root commits to; nil for a type that is not known.
    public var encoded: Bytes? {
        if case .known(let transaction) = body { transaction.encoded } else { nil }
    }

    /// The signed transaction, if it is one of type 0 to 4.
    public var signed: SignedTransaction? {
        if case .known(.signed(let transaction)) = body { transaction } else { nil }
    }
}
