import Codec
public import Primitives

/// The trie of a list: each item lies under the RLP of its index. Transactions, receipts and
/// withdrawals of a block are committed to in this way (yellow paper, section 4.4.3).
public enum OrderedTrie {
    /// The root of the trie of `items`, each as it stands in the trie.
    public static func root(of items: [Bytes]) -> Hash32 {
        trie(of: items).root
    }

    /// The trie of `items`, for proofs.
    public static func trie(of items: [Bytes]) -> MerklePatriciaTrie {
        // Ascending by key: 1…127 are their own encoding, 0 is 0x80, the rest begins with 0x81.
        var order = Array(items.indices.dropFirst().prefix(127))
        if !items.isEmpty { order.append(0) }
        order += items.indices.dropFirst(128)
        return MerklePatriciaTrie(
            sortedKeys: order.map(key(of:)), values: order.map { items[$0] })
    }

    /// The key of the item at `index`.
    public static func key(of index: Int) -> Bytes {
        let value = UInt64(clamping: index)
        return RLPWriter.bytes(count: RLPSize.integer(value)) { $0.integer(value) }
    }
}
