public import Chain
public import Primitives

/// A log of a timelock with its place in time.
public struct TimelockRecord: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// The time of its block.
    public let time: Timestamp
    /// The transaction that wrote it.
    public let transaction: Hash32

    /// A log with its place.
    public init(log: Log, time: Timestamp, transaction: Hash32) {
        self.log = log
        self.time = time
        self.transaction = transaction
    }
}
