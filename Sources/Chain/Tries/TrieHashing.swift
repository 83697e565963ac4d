import Codec
import Primitives

/// How a parent refers to a node: by its hash, or by its whole encoding when that is shorter than a
/// hash.
struct TrieReference: Sendable {
    /// The hash, or the encoding at the front.
    var bytes = Hash32.zero
    /// The number of bytes of an encoding; 32 for a hash.
    var count = 0

    /// The size within the parent's encoding.
    var itemSize: Int { count == Hash32.byteCount ? RLPSize.hash : count }
}

/// Encodes and hashes the nodes of a layout, height by height.
struct TrieHashing {
    let layout: TrieLayout
    private(set) var references: [TrieReference]

    init(_ layout: TrieLayout) {
        self.layout = layout
        references = [TrieReference](repeating: TrieReference(), count: layout.nodes.count)
    }

    /// The root; afterwards every node has its reference.
    mutating func root() -> Hash32 {
        guard let top = layout.nodes.first else { return MerklePatriciaTrie.emptyRoot }
        var places = [[Int]](repeating: [], count: top.height + 1)
        for (place, node) in layout.nodes.enumerated() { places[node.height].append(place) }
        for level in places { refer(to: level) }
        let root = references[0]
        if root.count == Hash32.byteCount { return root.bytes }
        return unsafe root.bytes.withUnsafeBytes { raw in
            unsafe Keccak256.hash(UnsafeRawBufferPointer(rebasing: raw[..<root.count]))
        }
    }

    /// Encodes the nodes at `places` side by side and sets their references; their children must
    /// have theirs.
    private mutating func refer(to places: [Int]) {
        let encoder = TrieEncoder(layout: layout, references: references)
        var payloads: [Int] = []
        var total = 0
        payloads.reserveCapacity(places.count)
        for place in places {
            let payload = encoder.payload(of: layout.nodes[place])
            payloads.append(payload)
            total += RLPSize.list(payload: payload)
        }
        let encoded = RLPWriter.bytes(count: total) { writer in
            for (place, payload) in zip(places, payloads) {
                encoder.write(layout.nodes[place], payload: payload, to: &writer)
            }
        }
        var messages: [Bytes] = []
        var hashed: [Int] = []
        var start = 0
        for (place, payload) in zip(places, payloads) {
            let end = start + RLPSize.list(payload: payload)
            let node = encoded.slice(start..<end)
            start = end
            if node.count < Hash32.byteCount {
                references[place] = TrieReference(embedding: node)
            } else {
                messages.append(node)
                hashed.append(place)
            }
        }
        for (place, hash) in zip(hashed, Keccak256.hash(many: messages)) {
            references[place] = TrieReference(bytes: hash, count: Hash32.byteCount)
        }
    }
}

extension TrieReference {
    /// The reference to a node whose encoding is shorter than a hash.
    fileprivate init(embedding node: Bytes) {
        count = node.count
        unsafe Swift.withUnsafeMutableBytes(of: &bytes) { target in
            unsafe node.withUnsafeBytes { source in unsafe target.copyMemory(from: source) }
        }
    }
}
