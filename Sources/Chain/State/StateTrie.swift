import Codec
public import Primitives

/// The trie of all accounts, under the hashes of their addresses (yellow paper, section 4.1).
public enum StateTrie {
    /// The trie of `accounts`.
    public static func trie(of accounts: [Address: Account]) -> MerklePatriciaTrie {
        let addresses = Array(accounts.keys)
        let hashes = Keccak256.hash(many: addresses)
        return MerklePatriciaTrie(
            zip(addresses, hashes).map { address, hash in
                (key: hash.bytes, value: accounts[address]?.encoded ?? Bytes())
            })
    }

    /// The root over `accounts`, as in a genesis block.
    public static func root(of accounts: [Address: Account]) -> Hash32 {
        trie(of: accounts).root
    }
}

/// The trie of a contract's storage, under the hashes of the slots (yellow paper, section 4.1).
public enum StorageTrie {
    /// The trie of `slots`; a slot that is zero is not in it.
    public static func trie(of slots: [Hash32: UInt256]) -> MerklePatriciaTrie {
        let set = slots.filter { !$0.value.isZero }
        let keys = Array(set.keys)
        let hashes = Keccak256.hash(many: keys)
        return MerklePatriciaTrie(
            zip(keys, hashes).map { slot, hash in
                (key: hash.bytes, value: set[slot].map(RLP.encode) ?? Bytes())
            })
    }

    /// The root over `slots`.
    public static func root(of slots: [Hash32: UInt256]) -> Hash32 {
        trie(of: slots).root
    }
}
