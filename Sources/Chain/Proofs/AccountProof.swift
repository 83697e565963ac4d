public import Primitives

/// The answer to an `eth_getProof` (EIP-1186) as a node gave it: nothing in it is proved yet.
///
/// ``verified(stateRoot:address:slots:)`` compares it with the question and proves every part.
public struct AccountProof: Hashable, Sendable {
    /// What the answer says about one slot.
    public struct Slot: Hashable, Sendable {
        /// The slot that the answer names.
        public let key: Hash32
        /// The value that the answer claims.
        public let value: UInt256
        /// The nodes of the storage trie from its root on.
        public let proof: [Bytes]

        /// What an answer says about one slot.
        public init(key: Hash32, value: UInt256, proof: [Bytes]) {
            self.key = key
            self.value = value
            self.proof = proof
        }
    }

    /// The address that the answer names.
    public let address: Address
    /// The account that the answer claims; for an absent one zeros, or zeros and the hashes of no
    /// code and no storage.
    public let account: Account
    /// The nodes of the state trie from its root on.
    public let accountProof: [Bytes]
    /// The slots, in the order of the question.
    public let slots: [Slot]

    /// An answer.
    public init(address: Address, account: Account, accountProof: [Bytes], slots: [Slot]) {
        self.address = address
        self.account = account
        self.accountProof = accountProof
        self.slots = slots
    }
}
