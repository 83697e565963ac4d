public import Primitives

/// That a tree is the beginning of a later one: nothing was changed or taken away (RFC 6962, 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
    /// The number of leaves of the earlier tree.
    public let first: UInt64
    /// The number of leaves of the later tree.
    public let second: UInt64
    /// The nodes from which both roots follow.
    public let path: [Hash32]

    /// A proof as somebody gave it.
    public init(first: UInt64, second: UInt64, path: [Hash32]) {
        self.first = first
        self.second = second
        self.path = path
    }

    /// The proof for the trees over the first `first` and `second` of `leaves`; nil when there are
    /// fewer leaves, or `first` is larger.
    public init?(from first: UInt64, to second: UInt64, leaves: [Hash32]) {
        guard first <= second, second <= UInt64(leaves.count) else { return nil }
        var path: [Hash32] = []
        var (low, high) = (0, Int(second))
        let end = Int(first)
        if first > 0 {
            // Down to the subtree in which the earlier tree ends, noting what stands beside.
            while low < end, high != end {
                let middle = low + MerkleSplit.left(of: high - low)
                if end <= middle {
                    path.append(MerkleFrontier(leaves: leaves[middle..<high]).root)
                    high = middle
                } else {
                    path.append(MerkleFrontier(leaves: leaves[low..<middle]).root)
                    low = middle
                }
            }
            // The earlier tree itself is known to whoever checks.
            if low > 0 { path.append(MerkleFrontier(leaves: leaves[low..<high]).root) }
        }
        self.init(first: first, second: second, path: path.reversed())
    }

    /// Whether the trees with these roots are one the beginning of the other (RFC 9162, 2.1.4.2).
    public func holds(firstRoot: Hash32, secondRoot: Hash32) -> Bool {
        guard first <= second else { return false }
        if first == 0 { return path.isEmpty && firstRoot == MerkleHash.empty }
        if first == second { return path.isEmpty && firstRoot == secondRoot }
        var nodes = path[...]
        var (place, last) = (first - 1, second - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var start = firstRoot
        if first.nonzeroBitCount != 1 {
            guard let node = nodes.popFirst() else { return false }
            start = node
        }
        var (earlier, later) = (start, start)
        for node in nodes {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                earlier = MerkleHash.node(node, earlier)
                later = MerkleHash.node(node, later)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                later = MerkleHash.node(later, node)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && earlier == firstRoot && later == secondRoot
    }
}
