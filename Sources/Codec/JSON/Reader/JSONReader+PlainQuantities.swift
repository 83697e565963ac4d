import Primitives

/// The usual case of a quantity, in one pass: its one spelling, in bounds. Everything else is left
/// where it is, for the slow path to accept or to say what is wrong with it.
extension JSONReader {
    /// The quantity of at most 64 bits that comes next, passed; nil where the slow path decides.
    @inline(__always)
    mutating func plainQuantity() -> UInt64? {
        guard valueCount < limits.valueCount, startsHex() else { return nil }
        let start = offset &+ 3
        let end = Swift.min(start &+ 17, scanner.text.byteCount)
        var position = start
        var value: UInt64 = 0
        while position < end {
            let byte = scanner.byte(position)
            if byte &- 0x30 < 10 {
                value = value << 4 | UInt64(byte &- 0x30)
            } else if byte &- 0x61 < 6 {
                value = value << 4 | UInt64(byte &- 0x57)
            } else {
                return passQuantity(from: start, to: position) ? value : nil
            }
            position &+= 1
        }
        return nil
    }

    /// The quantity of at most 256 bits that comes next, passed; nil where the slow path decides.
    mutating func plainQuantity256() -> UInt256? {
        guard valueCount < limits.valueCount, startsHex() else { return nil }
        let start = offset &+ 3
        var position = start
        var limbs: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while position &- start <= 56, position &+ 8 <= scanner.text.byteCount,
            let digits = HexDigits.lowerCase(word(position))
        {
            limbs.3 = limbs.3 << 32 | limbs.2 >> 32
            limbs.2 = limbs.2 << 32 | limbs.1 >> 32
            limbs.1 = limbs.1 << 32 | limbs.0 >> 32
            limbs.0 = limbs.0 << 32 | UInt64(digits.byteSwapped)
            position &+= 8
        }
        // At most seven more, one by one.
        let end = Swift.min(position &+ 8, start &+ 65, scanner.text.byteCount)
        while position < end {
            let byte = scanner.byte(position)
            let digit: UInt8
            if byte &- 0x30 < 10 {
                digit = byte &- 0x30
            } else if byte &- 0x61 < 6 {
                digit = byte &- 0x57
            } else {
                guard passQuantity(from: start, to: position) else { return nil }
                return UInt256(limbs: limbs.0, limbs.1, limbs.2, limbs.3)
            }
            limbs.3 = limbs.3 << 4 | limbs.2 >> 60
            limbs.2 = limbs.2 << 4 | limbs.1 >> 60
            limbs.1 = limbs.1 << 4 | limbs.0 >> 60
            limbs.0 = limbs.0 << 4 | UInt64(digit)
            position &+= 1
        }
        return nil
    }

    /// Passes the digits from `start` to `end` and the quote behind them, and counts the value; false
    /// where there is no quote, no digit, or a zero in front of others.
    @_lifetime(self: copy self)
    @inline(__always)
    private mutating func passQuantity(from start: Int, to end: Int) -> Bool {
        guard scanner.byte(end) == UInt8(ascii: "\""), end > start,
            end &- start == 1 || scanner.byte(start) != 0x30
        else { return false }
        valueCount &+= 1
        scanner.offset = end &+ 1
        return true
    }
}
