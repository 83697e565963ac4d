public import Primitives

/// One change of policy: what, when, and through whom.
public struct TimelineEntry: Hashable, Sendable {
    /// How the change came: through the timelock, or directly.
    public struct Passage: Hashable, Sendable {
        /// The timelock's id of the operation.
        public let operation: Hash32
        /// When it was scheduled.
        public let scheduled: Timestamp
        /// Seconds from scheduling to execution.
        public let waited: UInt64
        /// The hash that the owners of the Safe signed to schedule it; nil when no Safe did.
        public let safeTransaction: Hash32?
        /// The owners whose signatures scheduled it, in the order of their addresses.
        public let signers: [Address]
    }

    /// The block of the change.
    public let block: BlockNumber
    /// Its time.
    public let time: Timestamp
    /// The transaction that made the change.
    public let transaction: Hash32
    /// Who sent it.
    public let executor: Address
    /// The contract whose policy changed.
    public let contract: Address
    /// The policy's name, or its id in hex where the name is not known.
    public let policy: String
    /// The value that was allowed, revoked or set.
    public let value: Hash32
    /// Whether it is in force after the change.
    public let isEnabled: Bool
    /// The operation behind it; nil for a change without the timelock.
    public let passage: Passage?
}
