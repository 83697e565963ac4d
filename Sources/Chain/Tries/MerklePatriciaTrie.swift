public import Primitives

/// A Merkle-Patricia trie built at once from all its keys and values (yellow paper, appendix D).
///
/// The shape is laid out from the sorted keys, then the nodes are encoded and hashed from the leaves
/// up, all nodes of one height together.
public struct MerklePatriciaTrie: Sendable {
    /// The root of the trie without keys: the hash of the empty byte string's RLP.
    public static let emptyRoot = Keccak256.hash([0x80])

    /// The root of the trie.
    public let root: Hash32

    let layout: TrieLayout
    let references: [TrieReference]

    /// The trie of `entries`. An empty value stands for no entry; of two entries with the same key
    /// the later counts.
    ///
    /// - Parameter entries: Keys of any lengths up to 127 bytes as they stand in the trie, and
    ///   values; a longer key is left out.
    public init(_ entries: [(key: Bytes, value: Bytes)]) {
        let order = entries.indices.sorted { left, right in
            let (first, second) = (entries[left].key, entries[right].key)
            return first == second ? left < right : first < second
        }
        var keys: [Bytes] = []
        var values: [Bytes] = []
        for index in order {
            let (key, value) = entries[index]
            guard key.count <= TrieLayout.longestKey else { continue }
            if keys.last == key {
                keys.removeLast()
                values.removeLast()
            }
            keys.append(key)
            values.append(value)
        }
        for index in keys.indices.reversed() where values[index].isEmpty {
            keys.remove(at: index)
            values.remove(at: index)
        }
        self.init(sortedKeys: keys, values: values)
    }

    /// The trie of `values` under `keys`, which are in ascending order, unique and at most
    /// ``TrieLayout/longestKey`` bytes long.
    init(sortedKeys keys: [Bytes], values: [Bytes]) {
        layout = TrieLayout(keys: keys, values: values)
        var hashing = TrieHashing(layout)
        root = hashing.root()
        references = hashing.references
    }
}
