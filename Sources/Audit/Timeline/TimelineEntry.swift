public import Primitives

/// One change: what, when, and through whom.
public struct TimelineEntry: Hashable, Sendable {
    /// How the change came through the timelock.
    public struct Passage: Hashable, Sendable {
        /// The timelock's id of the operation.
        public let operation: Hash32
        /// When it was scheduled.
        public let scheduled: Timestamp
        /// Seconds from scheduling to execution.
        public let waited: UInt64
        /// Who sent the transaction that scheduled it.
        public let proposer: Address
    }

    /// What the owners of a Safe signed.
    public struct Approval: Hashable, Sendable {
        /// The hash that they signed.
        public let hash: Hash32
        /// The Safe.
        public let safe: Address
        /// The owners whose signatures it carried, in their order; empty where they cannot be told.
        public let signers: [Address]
    }

    /// The block of the change.
    public let block: BlockNumber
    /// The place of its log among those of the block.
    public let place: UInt64
    /// Its time.
    public let time: Timestamp
    /// The transaction that made the change.
    public let transaction: Hash32
    /// Who sent it.
    public let executor: Address
    /// The contract that the change is about.
    public let contract: Address
    /// The change.
    public let change: Change
    /// The operation behind it; nil for a change without the timelock.
    public let passage: Passage?
    /// What owners of a Safe signed for it: to schedule it, or to do it at once.
    public let approval: Approval?
}

/// Which entries of a timeline are asked for.
public struct TimelineFilter: Hashable, Sendable {
    /// The contracts; none stands for all.
    public var contracts: Set<Address> = []
    /// The kinds of changes; none stands for all.
    public var kinds: Set<String> = []
    /// The first block.
    public var first: BlockNumber = 0
    /// The last block.
    public var last = BlockNumber(.max)
    /// The first moment.
    public var since = Timestamp(seconds: 0)
    /// The last moment.
    public var until = Timestamp(seconds: .max)
    /// Texts of which the change's value must hold one, in any case; none stands for all.
    public var values: [String] = []
    /// Whether changes that are no policies are asked for, too.
    public var includesEverything = false

    /// Every change of policy.
    public init() {}

    /// Whether the entry is asked for.
    public func matches(_ entry: TimelineEntry) -> Bool {
        guard includesEverything || !kinds.isEmpty || entry.change.isPolicy,
            contracts.isEmpty || contracts.contains(entry.contract),
            kinds.isEmpty || kinds.contains(entry.change.kind),
            (first...max(first, last)).contains(entry.block),
            since <= entry.time, entry.time <= until
        else { return false }
        guard !values.isEmpty else { return true }
        let value = entry.change.value.lowercased()
        return values.contains { value.contains($0.lowercased()) }
    }
}
