public import Primitives

/// Proofs that a trie holds a value under a key, or nothing.
///
/// Stricter than the clients: every node is used, in order from the root, and is in its one
/// encoding. A proof in another form was made by someone who has no trie.
public enum MerklePatriciaProof {
    /// What is known about the keys of a trie.
    public enum Keys: Sendable {
        /// All keys have the same length, or none begins another, as in the tries of state, storage,
        /// transactions and receipts: a branch holds no value.
        case fixedLength
        /// Keys may begin each other: a branch may hold a value.
        case anyLength
    }

    /// The value under `key`, or nil when the proof excludes the key.
    ///
    /// The empty trie is proved by no node or by its one node `0x80`.
    ///
    /// - Parameters:
    ///   - root: The root of the trie.
    ///   - key: The key as it stands in the trie: in a state or storage trie the Keccak-256 hash of
    ///     the address or slot.
    ///   - proof: The nodes from the root to where the way of the key ends.
    ///   - keys: What is known about the keys of the trie.
    /// - Returns: The value, or nil when the trie has none under the key.
    /// - Throws: ``ProofError`` by the first rule that the proof breaks.
    public static func verify(
        root: Hash32, key: Bytes, proof: [Bytes], keys: Keys = .fixedLength
    ) throws(ProofError) -> Bytes? {
        if try isEmptyTrie(root, proof) { return nil }
        try boundLength(of: proof, key: key)
        return try walk(
            root: root, key: key, proof: proof, hashes: Keccak256.hash(many: proof)[...],
            keys: keys)
    }

    /// The single node of the trie without keys.
    static let emptyNode: Bytes = [0x80]

    /// Whether `root` is that of the trie without keys and `proof` one of its two proofs.
    static func isEmptyTrie(_ root: Hash32, _ proof: [Bytes]) throws(ProofError) -> Bool {
        guard root == MerklePatriciaTrie.emptyRoot, proof.first ?? emptyNode == emptyNode else {
            return false
        }
        guard proof.count <= 1 else { throw ProofError(rule: .trailingNode, node: 1) }
        return true
    }

    /// Refuses more nodes than the way of `key` can have, before any is hashed.
    static func boundLength(of proof: [Bytes], key: Bytes) throws(ProofError) {
        let most = 2 * key.count + 1
        guard proof.count <= most else { throw ProofError(rule: .trailingNode, node: most) }
    }

    /// Follows `key` from the root; `hashes` are those of the nodes.
    static func walk(
        root: Hash32, key: Bytes, proof: [Bytes], hashes: ArraySlice<Hash32>, keys: Keys
    ) throws(ProofError) -> Bytes? {
        var way = TrieWay(key: key, keys: keys)
        var expected = root
        for (place, node) in proof.enumerated() {
            let hash = hashes[hashes.startIndex + place]
            guard hash == expected else {
                throw ProofError(rule: .nodeHash, node: place, expected: expected, found: hash)
            }
            guard node.count >= Hash32.byteCount || place == 0 else {
                throw ProofError(rule: .nodeSize, node: place)
            }
            switch try step(&way, into: node, place: place) {
            case .onward(let next): expected = next
            case .end(let value):
                guard place == proof.count - 1 else {
                    throw ProofError(rule: .trailingNode, node: place + 1)
                }
                return value
            }
        }
        throw ProofError(rule: .missingNode, node: proof.count, expected: expected)
    }

    /// One step, its errors with the place of the node.
    private static func step(
        _ way: inout TrieWay, into node: Bytes, place: Int
    ) throws(ProofError) -> TrieWay.Step {
        do throws(ProofError) {
            return try way.pass(node)
        } catch {
            throw ProofError(
                rule: error.rule, node: place, encoding: error.encoding, expected: error.expected,
                found: error.found)
        }
    }
}
