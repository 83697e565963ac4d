import Codec
import Primitives

/// The shape of a trie: its nodes from the root down, parents before children and the children of a
/// node side by side.
struct TrieLayout: Sendable {
    /// The longest key, in bytes; the length of a path then fits into one byte.
    static let longestKey = 127

    /// One node.
    struct Node: Sendable {
        /// The entries below the node.
        let entries: Range<Int>
        /// The nibbles that the node itself writes: the path of a leaf or an extension.
        var path: Range<Int>
        /// The children's nibbles as bits; zero for a leaf, and 1 for an extension.
        var children: UInt16 = 0
        /// The place of the first child.
        var firstChild = 0
        /// The entry whose value the node holds.
        var value: Int?
        /// Zero for a node without children, else one more than the highest child.
        var height = 0
        /// Whether the node is a branch.
        var isBranch = false
    }

    let keys: [Bytes]
    let values: [Bytes]
    private(set) var nodes: [Node] = []

    /// The shape for `keys`, which are sorted and unique.
    init(keys: [Bytes], values: [Bytes]) {
        self.keys = keys
        self.values = values
        guard !keys.isEmpty else { return }
        nodes.reserveCapacity(keys.count + keys.count / 2)
        nodes.append(Node(entries: 0..<keys.count, path: 0..<0))
        var place = 0
        while place < nodes.count {
            grow(place)
            place += 1
        }
        for place in nodes.indices.reversed() where nodes[place].children != 0 {
            var height = 0
            for child in childPlaces(of: nodes[place]) { height = max(height, nodes[child].height) }
            nodes[place].height = height + 1
        }
    }

    /// The places of a node's children.
    func childPlaces(of node: Node) -> Range<Int> {
        node.firstChild..<(node.firstChild + node.children.nonzeroBitCount)
    }

    /// Decides what the node at `place` is and appends its children.
    private mutating func grow(_ place: Int) {
        var node = nodes[place]
        let entries = node.entries
        let depth = node.path.lowerBound
        let first = keys[entries.lowerBound]
        if entries.count == 1 {
            node.path = depth..<(2 * first.count)
            node.value = entries.lowerBound
        } else {
            let last = keys[entries.upperBound - 1]
            let shared = HexPrefix.commonPrefix(first, last, from: depth, to: 2 * first.count)
            node.firstChild = nodes.count
            if shared > 0 {
                node.path = depth..<(depth + shared)
                node.children = 1
                let below = depth + shared
                nodes.append(Node(entries: entries, path: below..<below))
            } else {
                node.isBranch = true
                branch(&node, depth: depth)
            }
        }
        nodes[place] = node
    }

    /// Appends a child for each nibble that follows at `depth`.
    private mutating func branch(_ node: inout Node, depth: Int) {
        var start = node.entries.lowerBound
        if 2 * keys[start].count == depth {
            node.value = start
            start += 1
        }
        while start < node.entries.upperBound {
            let nibble = HexPrefix.nibble(keys[start], depth)
            var end = start + 1
            while end < node.entries.upperBound, HexPrefix.nibble(keys[end], depth) == nibble {
                end += 1
            }
            node.children |= 1 << UInt16(nibble)
            nodes.append(Node(entries: start..<end, path: (depth + 1)..<(depth + 1)))
            start = end
        }
    }
}
