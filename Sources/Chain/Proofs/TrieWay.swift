import Primitives

/// The way of a key through the nodes of a trie.
struct TrieWay {
    /// Where a node leads.
    enum Step {
        /// To the node of this hash.
        case onward(Hash32)
        /// To the end: the value under the key, or nil when the trie has none.
        case end(Bytes?)
    }

    let key: Bytes
    let keys: MerklePatriciaProof.Keys
    /// How many nibbles of the key are behind.
    private var position = 0
    /// Whether an extension was passed last, which only a branch can follow.
    private var isBehindExtension = false

    init(key: Bytes, keys: MerklePatriciaProof.Keys) {
        self.key = key
        self.keys = keys
    }

    /// Passes a node and the nodes embedded in it.
    ///
    /// - Throws: ``ProofError`` when the node is no node or cannot stand here.
    mutating func pass(_ bytes: Bytes) throws(ProofError) -> Step {
        var bytes = bytes
        while true {
            let content: TrieNode.Content
            let left = 2 * key.count - position
            let direction =
                left > 0 ? Int(HexPrefix.nibble(key, position)) : TrieNode.branchItems - 1
            let node = try TrieNode(bytes, direction: direction, keys: keys)
            guard node.form == .branch || !isBehindExtension else {
                throw ProofError(rule: .extensionChild)
            }
            isBehindExtension = node.form == .extension
            switch node.form {
            case .branch:
                guard left > 0 || keys == .anyLength else { throw ProofError(rule: .pathLength) }
                position += left > 0 ? 1 : 0
                content = node.content
            case .extension, .leaf:
                guard try follow(node, left: left) else { return .end(nil) }
                content = node.content
            }
            switch content {
            case .empty: return .end(nil)
            case .hash(let hash): return .onward(hash)
            case .value(let value): return .end(value)
            case .embedded(let child): bytes = child
            }
        }
    }

    /// Moves along the path of a leaf or an extension.
    ///
    /// - Returns: Whether the key has this path.
    private mutating func follow(_ node: TrieNode, left: Int) throws(ProofError) -> Bool {
        let isOdd = node.path[0] & HexPrefix.odd != 0
        let count = 2 * node.path.count - (isOdd ? 1 : 2)
        let isLeaf = node.form == .leaf
        if keys == .fixedLength {
            guard isLeaf ? count == left : count < left else { throw ProofError(rule: .pathLength) }
        } else if isLeaf ? count != left : count > left {
            return false
        }
        guard hasPath(node.path, isOdd: isOdd, count: count) else { return false }
        position += count
        return true
    }

    /// Whether the key goes on with the nibbles of a hex-prefix encoded path; it has as many.
    private func hasPath(_ path: Bytes, isOdd: Bool, count: Int) -> Bool {
        var place = position
        if isOdd {
            guard path[0] & 15 == HexPrefix.nibble(key, place) else { return false }
            place += 1
        }
        if place & 1 == 0 {
            return path.slice(from: 1) == key.slice((place >> 1)..<((position + count) >> 1))
        }
        for index in 2..<(2 * path.count) {
            guard HexPrefix.nibble(path, index) == HexPrefix.nibble(key, place) else {
                return false
            }
            place += 1
        }
        return true
    }
}
