public import Primitives

/// That a leaf is in a tree: the hashes beside its way to the root (RFC 6962, 2.1.1).
public struct InclusionProof: Hashable, Sendable {
    /// Which leaf, from 0.
    public let index: UInt64
    /// The tree's number of leaves.
    public let size: UInt64
    /// The hashes beside the way, from the leaf up.
    public let path: [Hash32]

    /// A proof as somebody gave it.
    public init(index: UInt64, size: UInt64, path: [Hash32]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// The proof for leaf `index` among the first `size` of `leaves`; nil outside of them.
    public init?(of index: UInt64, size: UInt64, leaves: [Hash32]) {
        guard index < size, size <= UInt64(leaves.count) else { return nil }
        var path: [Hash32] = []
        var low = 0
        var high = Int(size)
        let place = Int(index)
        while high - low > 1 {
            let middle = low + MerkleSplit.left(of: high - low)
            if place < middle {
                path.append(MerkleFrontier(leaves: leaves[middle..<high]).root)
                high = middle
            } else {
                path.append(MerkleFrontier(leaves: leaves[low..<middle]).root)
                low = middle
            }
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// The proofs of all of a few leaves, level by level: a node without a neighbour moves up.
    static func all(of leaves: [Hash32]) -> (root: Hash32, proofs: [InclusionProof]) {
        var paths = [[Hash32]](repeating: [], count: leaves.count)
        let height = Int.bitWidth - max(leaves.count - 1, 0).leadingZeroBitCount
        for index in leaves.indices { paths[index].reserveCapacity(height) }
        var level = leaves
        var depth = 0
        while level.count > 1 {
            for index in leaves.indices {
                let beside = (index >> depth) ^ 1
                if beside < level.count { paths[index].append(level[beside]) }
            }
            level = stride(from: 0, to: level.count, by: 2).map { index in
                index + 1 < level.count
                    ? MerkleHash.node(level[index], level[index + 1]) : level[index]
            }
            depth += 1
        }
        let proofs = paths.enumerated().map { index, path in
            InclusionProof(index: UInt64(index), size: UInt64(leaves.count), path: path)
        }
        return (level.first ?? MerkleHash.empty, proofs)
    }

    /// Whether `leaf` is at the index in the tree with this root.
    public func holds(leaf: Hash32, root: Hash32) -> Bool {
        self.root(leaf: leaf) == root
    }

    /// The root of the tree in which `leaf` is at the index (RFC 9162, 2.1.3.2); nil when the path
    /// is not that of such a tree.
    func root(leaf: Hash32) -> Hash32? {
        guard index < size else { return nil }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for beside in path {
            guard last != 0 else { return nil }
            if place & 1 == 1 || place == last {
                hash = MerkleHash.node(beside, hash)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = MerkleHash.node(hash, beside)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 ? hash : nil
    }
}

/// How a tree is cut in two.
enum MerkleSplit {
    /// The number of leaves at the left of a tree of `count`: the largest power of two below it.
    static func left(of count: Int) -> Int {
        count < 2 ? 0 : 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
