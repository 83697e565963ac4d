public import Primitives

/// An account and slots of it as a state root proves them. Only
/// ``AccountProof/verified(stateRoot:address:slots:)`` makes one.
public struct VerifiedAccount: Hashable, Sendable {
    /// One slot.
    public struct Slot: Hashable, Sendable {
        /// The slot.
        public let key: Hash32
        /// Its value; zero where the trie has none.
        public let value: UInt256
    }

    /// The state root that proves everything here.
    public let stateRoot: Hash32
    /// The address.
    public let address: Address
    /// The account, or nil when the state has none at this address.
    public let account: Account?
    /// The slots in the order in which they were asked for.
    public let slots: [Slot]

    /// The value of a slot, or nil when it was not asked for.
    public func value(of slot: Hash32) -> UInt256? {
        slots.first { $0.key == slot }?.value
    }
}
