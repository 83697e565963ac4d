public import Chain
public import Primitives

/// A log at its place on the chain.
public struct PlacedLog: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// The block.
    public let block: BlockNumber
    /// The place among all logs of the block.
    public let place: UInt64
    /// The place of its transaction in the block.
    public let transactionPlace: UInt64
    /// The hash of its transaction.
    public let transaction: Hash32

    /// A log at its place.
    public init(
        log: Log, block: BlockNumber, place: UInt64, transactionPlace: UInt64, transaction: Hash32
    ) {
        self.log = log
        self.block = block
        self.place = place
        self.transactionPlace = transactionPlace
        self.transaction = transaction
    }
}

/// A transaction that emitted logs of the history.
public struct PlacedTransaction: Hashable, Sendable {
    /// The block.
    public let block: BlockNumber
    /// The place in the block.
    public let place: UInt64
    /// The hash.
    public let hash: Hash32
    /// Who sent it.
    public let sender: Address
    /// Whom it called; nil where it created a contract.
    public let target: Address?
    /// Its calldata.
    public let input: Bytes
    /// The bytes that the block's transactions root commits to; empty where the type is not known.
    public let encoded: Bytes
    /// The nodes that prove the bytes against the transactions root; none where they are not proved.
    public let proof: [Bytes]

    /// A transaction.
    public init(
        block: BlockNumber, place: UInt64, hash: Hash32, sender: Address, target: Address?,
        input: Bytes, encoded: Bytes, proof: [Bytes]
    ) {
        self.block = block
        self.place = place
        self.hash = hash
        self.sender = sender
        self.target = target
        self.input = input
        self.encoded = encoded
        self.proof = proof
    }
}

/// The receipts of a block, in the bytes that its receipts root commits to.
public struct PlacedReceipts: Hashable, Sendable {
    /// The block.
    public let block: BlockNumber
    /// The receipts in order.
    public let receipts: [Receipt]

    /// The receipts of a block.
    public init(block: BlockNumber, receipts: [Receipt]) {
        self.block = block
        self.receipts = receipts
    }
}

/// A block on a chain.
public struct BlockPoint: Hashable, Sendable {
    /// The number.
    public let number: BlockNumber
    /// The hash.
    public let hash: Hash32

    /// A block.
    public init(number: BlockNumber, hash: Hash32) {
        self.number = number
        self.hash = hash
    }
}
