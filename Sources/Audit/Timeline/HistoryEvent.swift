public import Chain
public import Primitives

/// A log in its place on the chain, with what its transaction says.
public struct HistoryEvent: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// The block.
    public let block: BlockNumber
    /// The block's time.
    public let time: Timestamp
    /// The transaction that emitted it.
    public let transaction: Hash32
    /// Who sent the transaction.
    public let sender: Address
    /// The transaction's calldata.
    public let calldata: Bytes

    /// An event.
    public init(
        log: Log, block: BlockNumber, time: Timestamp, transaction: Hash32, sender: Address,
        calldata: Bytes
    ) {
        self.log = log
        self.block = block
        self.time = time
        self.transaction = transaction
        self.sender = sender
        self.calldata = calldata
    }
}
