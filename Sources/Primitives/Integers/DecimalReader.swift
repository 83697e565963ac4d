import CKeccak

/// Reading decimal digits, sixteen at a time.
///
/// The fast path only knows good texts; what it refuses, `fault` looks at character by character.
enum DecimalReader {
    /// The digits of 2²⁵⁶ − 1.
    static let mostDigits = 78

    /// The number that `text` writes in canonical form: digits without a leading zero.
    /// `start` is where `text` begins in what the caller was given, for the error's offset.
    static func read(
        _ text: UnsafeRawBufferPointer, from start: Int = 0
    ) throws(NumberTextError) -> UInt256 {
        guard text.count > 0, text.count <= mostDigits,
            unsafe text[0] != UInt8(ascii: "0") || text.count == 1,
            let value = unsafe digits(text)
        else { throw unsafe fault(text, from: start) }
        return value
    }

    /// The number that all of `text`, at most ``mostDigits`` bytes, writes; nil when a byte is no
    /// digit or the number too large. No bytes are 0.
    static func digits(_ text: UnsafeRawBufferPointer) -> UInt256? {
        guard let base = text.baseAddress else { return .zero }
        var place = text.count & 7
        var head: UInt64 = 0
        if place > 0 {
            guard let value = unsafe upToSeven(base, place, of: text.count) else { return nil }
            head = value
        }
        if (text.count &>> 3) & 1 == 1 {
            guard
                let value = unsafe eight(base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            else { return nil }
            head = head &* 100_000_000 &+ value
            place &+= 8
        }
        var number = UInt256(head)
        while place < text.count {
            var chunk: UInt64 = 0
            let characters = unsafe (base + place).assumingMemoryBound(to: CChar.self)
            guard unsafe cdecimal_read_16(characters, &chunk) else { return nil }
            let (r0, r1, r2, r3, over) = number.row(
                10_000_000_000_000_000, adding: (chunk, 0, 0, 0))
            guard over == 0 else { return nil }
            number = UInt256(limbs: r0, r1, r2, r3)
            place &+= 16
        }
        return number
    }

    /// The value of the first `count` (1 … 7) of `available` characters.
    @inline(__always)
    private static func upToSeven(
        _ base: UnsafeRawPointer, _ count: Int, of available: Int
    ) -> UInt64? {
        if available >= 8 {
            // Zeros in front instead of the characters behind.
            let kept = 8 &* UInt64(truncatingIfNeeded: count)
            let word = unsafe UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
            return eight(((word &<< (64 &- kept)) | (zeros &>> kept)).littleEndian)
        }
        var value: UInt64 = 0
        for index in 0..<count {
            let digit = unsafe base.load(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ UInt64(digit)
        }
        return value
    }

    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The value of the eight characters in memory order; nil when one is no digit.
    @inline(__always)
    private static func eight(_ memory: UInt64) -> UInt64? {
        let word = memory.littleEndian
        let values = word &- zeros
        guard ((word &+ 0x4646_4646_4646_4646) | values) & 0x8080_8080_8080_8080 == 0 else {
            return nil
        }
        // Neighbours join: digits to pairs, pairs to fours (both in one product each), to eight.
        let pairs = values &* 10 &+ (values &>> 8)
        let fours = (pairs & 0xff_0000_00ff) &* 0xf_4240_0000_0064
        let others = ((pairs &>> 16) & 0xff_0000_00ff) &* 0x2710_0000_0001
        return (fours &+ others) &>> 32
    }

    /// The first rule that a text breaks which is no canonical number.
    static func fault(_ text: UnsafeRawBufferPointer, from start: Int) -> NumberTextError {
        guard text.count > 0 else { return NumberTextError(rule: .empty, offset: start) }
        let first = unsafe text[0]
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            return NumberTextError(rule: .sign, offset: start)
        }
        for index in 0..<text.count {
            let digit = unsafe text[index] &- UInt8(ascii: "0")
            if digit >= 10 { return NumberTextError(rule: .digit, offset: start + index) }
        }
        if first == UInt8(ascii: "0"), text.count > 1 {
            return NumberTextError(rule: .leadingZero, offset: start)
        }
        return NumberTextError(rule: .overflow, offset: start)
    }
}
