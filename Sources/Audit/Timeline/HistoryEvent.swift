public import Chain
public import Primitives

/// A log in its place on the chain, with what its transaction says.
public struct HistoryEvent: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// The block.
    public let block: BlockNumber
    /// The place among the logs of the block.
    public let place: UInt64
    /// The block's time.
    public let time: Timestamp
    /// The transaction that emitted it.
    public let transaction: Hash32
    /// Who sent the transaction.
    public let sender: Address
    /// Whom the transaction called; nil where it created a contract.
    public let target: Address?
    /// The transaction's calldata.
    public let calldata: Bytes

    /// An event.
    public init(
        log: Log, block: BlockNumber, place: UInt64, time: Timestamp, transaction: Hash32,
        sender: Address, target: Address?, calldata: Bytes
    ) {
        self.log = log
        self.block = block
        self.place = place
        self.time = time
        self.transaction = transaction
        self.sender = sender
        self.target = target
        self.calldata = calldata
    }
}
