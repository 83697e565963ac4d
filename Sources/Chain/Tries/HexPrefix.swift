import Codec
import Primitives

/// Paths of a trie: half-bytes (nibbles) of keys, and their hex-prefix encoding with the flags of
/// parity and of leaves (yellow paper, appendix C).
enum HexPrefix {
    /// Set in the first nibble when the path has an odd number of nibbles.
    static let odd: UInt8 = 0x10
    /// Set in the first nibble when the path ends in a leaf.
    static let leaf: UInt8 = 0x20

    /// The size of the encoding, as an RLP item, of `count` nibbles.
    static func itemSize(count: Int) -> Int {
        count < 2 ? 1 : 2 + count / 2
    }

    /// The nibble at `index` of `key`, the high half of a byte first.
    static func nibble(_ key: Bytes, _ index: Int) -> UInt8 {
        let byte = key[index >> 1]
        return index & 1 == 0 ? byte >> 4 : byte & 15
    }

    /// How many nibbles two keys have in common, counted from nibble `start`, up to nibble `end`.
    static func commonPrefix(_ left: Bytes, _ right: Bytes, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, nibble(left, index) == nibble(right, index) { index += 1 }
        return index - start
    }

    /// Writes the nibbles `range` of `key` as an RLP item.
    static func write(
        _ key: Bytes, _ range: Range<Int>, isLeaf: Bool, to writer: inout RLPWriter
    ) {
        let flag = isLeaf ? leaf : 0
        if range.count >= 2 { writer.byte(RLP.emptyString + UInt8(1 + range.count / 2)) }
        var index = range.lowerBound
        if range.count & 1 == 1 {
            writer.byte(flag | odd | nibble(key, index))
            index += 1
        } else {
            writer.byte(flag)
        }
        if index & 1 == 0 {
            writer.encoded(key.slice((index >> 1)..<(range.upperBound >> 1)))
        } else {
            while index < range.upperBound {
                writer.byte(nibble(key, index) << 4 | nibble(key, index + 1))
                index += 2
            }
        }
    }
}
