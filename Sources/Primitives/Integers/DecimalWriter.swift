import CKeccak

/// Writing decimal digits, sixteen at a time.
enum DecimalWriter {
    /// 10¹⁹, the largest power of ten below 2⁶⁴. Its highest bit is set, as the division wants it.
    private static let chunk: UInt64 = 10_000_000_000_000_000_000
    /// The reciprocal of ``chunk``.
    private static let reciprocal: UInt64 = 0xd83c_94fb_6d2a_c34a

    /// Writes the digits of `value` to `target`, which has room for the digits and for 8 bytes.
    ///
    /// - Returns: The number of digits.
    static func write(_ value: UInt256, to target: UnsafeMutableRawPointer) -> Int {
        if value.fitsOneLimb { return unsafe writeLeading(value.limb0, to: target) }
        var rest = value
        let chunk0 = removeChunk(from: &rest)
        if rest.fitsOneLimb, rest.limb0 < chunk {
            let length = unsafe writeLeading(rest.limb0, to: target)
            unsafe writeNineteen(chunk0, to: target + length)
            return length + 19
        }
        let chunk1 = removeChunk(from: &rest)
        if rest.fitsOneLimb, rest.limb0 < chunk {
            let length = unsafe writeLeading(rest.limb0, to: target)
            unsafe writeNineteen(chunk1, to: target + length)
            unsafe writeNineteen(chunk0, to: target + length + 19)
            return length + 38
        }
        let chunk2 = removeChunk(from: &rest)
        var length = 0
        if rest.fitsOneLimb, rest.limb0 < chunk {
            length = unsafe writeLeading(rest.limb0, to: target)
        } else {
            let chunk3 = removeChunk(from: &rest)
            length = unsafe writeLeading(rest.limb0, to: target)
            unsafe writeNineteen(chunk3, to: target + length)
            length += 19
        }
        unsafe writeNineteen(chunk2, to: target + length)
        unsafe writeNineteen(chunk1, to: target + length + 19)
        unsafe writeNineteen(chunk0, to: target + length + 38)
        return length + 57
    }

    /// Divides by 10¹⁹ and gives the remainder.
    @inline(__always)
    private static func removeChunk(from value: inout UInt256) -> UInt64 {
        var r: UInt64 = 0
        if value.limb3 != 0 {
            (value.limb3, r) = Reciprocal.divide(r, value.limb3, by: chunk, reciprocal)
        }
        if r | value.limb2 != 0 {
            (value.limb2, r) = Reciprocal.divide(r, value.limb2, by: chunk, reciprocal)
        }
        (value.limb1, r) = Reciprocal.divide(r, value.limb1, by: chunk, reciprocal)
        (value.limb0, r) = Reciprocal.divide(r, value.limb0, by: chunk, reciprocal)
        return r
    }

    /// Writes a number without leading zeros.
    @inline(__always)
    private static func writeLeading(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
        if value < 100_000_000 { return unsafe writeUpToEight(value, to: target) }
        let (top, rest) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
        if top == 0 {
            let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
            let length = unsafe writeUpToEight(upper, to: target)
            unsafe store(values(lower) | ascii, to: target + length)
            return length + 8
        }
        let length = unsafe writeUpToEight(top, to: target)
        unsafe writeSixteen(rest, to: target + length)
        return length + 16
    }

    /// Writes a number below 10¹⁹ with leading zeros.
    @inline(__always)
    private static func writeNineteen(_ value: UInt64, to target: UnsafeMutableRawPointer) {
        let (top, rest) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
        // Three digits in a word whose rest is written over.
        let (hundreds, twoDigits) = top.quotientAndRemainder(dividingBy: 100)
        let (tens, ones) = twoDigits.quotientAndRemainder(dividingBy: 10)
        unsafe store(hundreds | tens &<< 8 | ones &<< 16 | ascii, to: target)
        unsafe writeSixteen(rest, to: target + 3)
    }

    @inline(__always)
    private static func writeSixteen(_ value: UInt64, to target: UnsafeMutableRawPointer) {
        unsafe cdecimal_write_16(value, target.assumingMemoryBound(to: CChar.self))
    }

    @inline(__always)
    private static func writeUpToEight(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
        let digits = values(value)
        // The zero bytes in front; the last digit of 0 stays.
        let zeros = (digits | (1 &<< 56)).trailingZeroBitCount & ~7
        unsafe store((digits | ascii) &>> UInt64(zeros), to: target)
        return 8 - zeros >> 3
    }

    private static let ascii: UInt64 = 0x3030_3030_3030_3030

    /// The eight digits of a number below 10⁸, the first in the lowest byte.
    @inline(__always)
    private static func values(_ value: UInt64) -> UInt64 {
        let (upper, lower) = value.quotientAndRemainder(dividingBy: 10_000)
        let fours = upper | lower &<< 32
        // ⌊x ÷ 100⌋ for x below 10,000 and ⌊x ÷ 10⌋ for x below 100, in all lanes at once.
        let hundreds = ((fours &* 5243) &>> 19) & 0x7f_0000_007f
        let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
        let tens = ((pairs &* 103) &>> 10) & 0x000f_000f_000f_000f
        return tens | (pairs &- tens &* 10) &<< 8
    }

    @inline(__always)
    private static func store(_ word: UInt64, to target: UnsafeMutableRawPointer) {
        unsafe target.storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
