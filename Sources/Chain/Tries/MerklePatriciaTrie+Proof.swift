public import Primitives

extension MerklePatriciaTrie {
    /// The nodes from the root to where the way of `key` ends, as `eth_getProof` gives them: nodes
    /// embedded in their parent are not repeated. The empty trie has no nodes.
    public func proof(of key: Bytes) -> [Bytes] {
        let encoder = TrieEncoder(layout: layout, references: references)
        var nodes: [Bytes] = []
        var next: Int? = layout.nodes.isEmpty ? nil : 0
        while let place = next {
            let node = layout.nodes[place]
            if place == 0 || references[place].count == Hash32.byteCount {
                nodes.append(encoder.encoding(of: node))
            }
            next = child(of: node, towards: key)
        }
        return nodes
    }

    /// The value under `key`.
    public subscript(key: Bytes) -> Bytes? {
        var low = 0
        var high = layout.keys.count
        while low < high {
            let middle = (low + high) / 2
            if layout.keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < layout.keys.count, layout.keys[low] == key else { return nil }
        return layout.values[low]
    }

    /// The place of the child on the way to `key`.
    private func child(of node: TrieLayout.Node, towards key: Bytes) -> Int? {
        let depth = node.path.lowerBound
        if node.isBranch {
            guard depth < 2 * key.count else { return nil }
            let bit = UInt16(1) << UInt16(HexPrefix.nibble(key, depth))
            guard node.children & bit != 0 else { return nil }
            return node.firstChild + (node.children & (bit - 1)).nonzeroBitCount
        }
        guard node.value == nil, node.path.upperBound <= 2 * key.count else { return nil }
        let own = layout.keys[node.entries.lowerBound]
        let shared = HexPrefix.commonPrefix(own, key, from: depth, to: node.path.upperBound)
        return shared == node.path.count ? node.firstChild : nil
    }
}
