public import Primitives

extension RLPReader {
    /// The integer of at most 256 bits that comes next.
    ///
    /// - Throws: ``RLPError`` when the next item is no integer, or a wider one.
    @inlinable
    @inline(__always)
    public mutating func uint256() throws(RLPError) -> UInt256 {
        guard position < end, byte(position) > RLP.emptyString &+ 8 else {
            return UInt256(try uint64())
        }
        return try wideInteger()
    }

    /// The integer that comes next, of more than 64 bits; its first byte is there.
    @inlinable
    mutating func wideInteger() throws(RLPError) -> UInt256 {
        let start = position
        let first = byte(start)
        let count = Int(first &- RLP.emptyString)
        guard count <= UInt256.byteCount, count < end &- start, byte(start &+ 1) != 0 else {
            throw integerError(width: UInt256.byteCount)
        }
        position = start &+ 1 &+ count
        let low = bigEndian(endingAt: position, count: 8)
        let second = bigEndian(endingAt: position &- 8, count: Swift.min(count &- 8, 8))
        guard count > 16 else { return UInt256(limbs: low, second, 0, 0) }
        let third = bigEndian(endingAt: position &- 16, count: Swift.min(count &- 16, 8))
        guard count > 24 else { return UInt256(limbs: low, second, third, 0) }
        let fourth = bigEndian(endingAt: position &- 24, count: count &- 24)
        return UInt256(limbs: low, second, third, fourth)
    }
}

extension RLPSize {
    /// The size of an integer.
    @inlinable
    public static func integer(_ value: UInt256) -> Int {
        let count = value.byteLength
        return count <= 8 ? integer(UInt64(truncatingIfNeeded: value)) : 1 + count
    }
}

extension RLPWriter {
    /// An integer: big-endian without leading zeros.
    @inlinable
    public mutating func integer(_ value: UInt256) {
        let count = value.byteLength
        guard count > 8 else { return integer(UInt64(truncatingIfNeeded: value)) }
        byte(RLP.emptyString &+ UInt8(truncatingIfNeeded: count))
        let limbs = value.limbs
        if count > 24 { bigEndian(limbs.3, width: count - 24) }
        if count > 16 { bigEndian(limbs.2, width: Swift.min(count - 16, 8)) }
        bigEndian(limbs.1, width: Swift.min(count - 8, 8))
        bigEndian(limbs.0, width: 8)
    }
}

extension RLP {
    /// The integer that `bytes` encode.
    ///
    /// - Throws: ``RLPError`` when they encode no integer of at most 256 bits.
    public static func integer(_ bytes: Bytes) throws(RLPError) -> UInt256 {
        try bytes.withSpan { span throws(RLPError) in
            var reader = RLPReader(span)
            let value = try reader.uint256()
            try reader.finish()
            return value
        }
    }

    /// The encoding of an integer.
    public static func encode(_ integer: UInt256) -> Bytes {
        RLPWriter.bytes(count: RLPSize.integer(integer)) { $0.integer(integer) }
    }
}
