import Codec
import Primitives

/// Writes nodes whose children have references (yellow paper, appendix D).
struct TrieEncoder {
    let layout: TrieLayout
    let references: [TrieReference]

    /// The size of a node's items together.
    func payload(of node: TrieLayout.Node) -> Int {
        var size = 0
        for child in layout.childPlaces(of: node) { size += references[child].itemSize }
        if node.isBranch {
            size += 16 - node.children.nonzeroBitCount
        } else {
            size += HexPrefix.itemSize(count: node.path.count)
        }
        if let value = node.value {
            size += RLPSize.string(layout.values[value])
        } else if node.isBranch {
            size += 1
        }
        return size
    }

    /// Writes a node; `payload` is the size of its items.
    func write(_ node: TrieLayout.Node, payload: Int, to writer: inout RLPWriter) {
        writer.list(payload: payload)
        if node.isBranch {
            var child = node.firstChild
            for nibble in UInt16(0)..<16 {
                if node.children & (1 << nibble) == 0 {
                    writer.byte(RLP.emptyString)
                } else {
                    write(references[child], to: &writer)
                    child += 1
                }
            }
            writer.string(node.value.map { layout.values[$0] } ?? Bytes())
            return
        }
        let key = layout.keys[node.entries.lowerBound]
        HexPrefix.write(key, node.path, isLeaf: node.value != nil, to: &writer)
        if let value = node.value {
            writer.string(layout.values[value])
        } else {
            write(references[node.firstChild], to: &writer)
        }
    }

    private func write(_ reference: TrieReference, to writer: inout RLPWriter) {
        if reference.count == Hash32.byteCount {
            writer.hash(reference.bytes)
        } else {
            writer.encoded(reference.bytes.bytes.slice(0..<reference.count))
        }
    }

    /// The whole encoding of a node.
    func encoding(of node: TrieLayout.Node) -> Bytes {
        let payload = payload(of: node)
        return RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            write(node, payload: payload, to: &writer)
        }
    }
}
