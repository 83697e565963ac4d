import Chain
import Codec
import Primitives

/// Bytes as the nodes of a proof: the first 32 are the root or, where they are zero, the first node's hash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    guard bytes.count > 33, let stated = Hash32(bytes.slice(0..<32)) else { return 0 }
    let keyCount = Int(bytes[32]) % 33
    guard bytes.count > 33 + keyCount else { return 0 }
    let key = bytes.slice(33..<(33 + keyCount))
    var nodes: [Bytes] = []
    var rest = bytes.slice(from: 33 + keyCount)
    while rest.count > 1 {
        let count = min(Int(rest[0]) << 8 | Int(rest[1]), rest.count - 2)
        nodes.append(rest.slice(2..<(2 + count)))
        rest = rest.slice(from: 2 + count)
    }
    let root = stated.isZero ? nodes.first.map(Keccak256.hash) ?? stated : stated
    for keys in [MerklePatriciaProof.Keys.fixedLength, .anyLength] {
        _ = try? MerklePatriciaProof.verify(root: root, key: key, proof: nodes, keys: keys)
    }
    return 0
}
