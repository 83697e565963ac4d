public import Primitives

/// The right edge of a growing tree: the roots of its full subtrees, the largest first. It is all
/// that appending and the tree's root need, whatever the tree's size.
public struct MerkleFrontier: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64
    /// The roots of the full subtrees, one for each bit that is set in `size`, the highest first.
    public private(set) var roots: [Hash32]

    /// A tree without leaves.
    public init() {
        size = 0
        roots = []
    }

    /// The edge of a tree of `size` leaves; nil unless there is one root for each bit set.
    public init?(size: UInt64, roots: [Hash32]) {
        guard roots.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.roots = roots
    }

    /// The edge over `leaves`.
    public init(leaves: some Sequence<Hash32>) {
        self.init()
        for leaf in leaves { append(leaf) }
    }

    /// Adds a leaf at the right.
    public mutating func append(_ leaf: Hash32) {
        var root = leaf
        for _ in 0..<size.trailingOnes {
            guard let left = roots.popLast() else { break }
            root = MerkleHash.node(left, root)
        }
        roots.append(root)
        size += 1
    }

    /// The tree's root (RFC 6962, 2.1).
    public var root: Hash32 {
        guard var root = roots.last else { return MerkleHash.empty }
        for left in roots.dropLast().reversed() { root = MerkleHash.node(left, root) }
        return root
    }
}

extension UInt64 {
    /// How many of the lowest bits are set in a row.
    fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}
