import Primitives

/// The usual case of a quantity, eight digits at a time: its one spelling, in bounds. Everything
/// else is left where it is, for the slow path to accept or to say what is wrong with it.
extension JSONReader {
    /// The quantity of at most 64 bits that comes next, passed; nil where the slow path decides.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func plainQuantity() -> UInt64? {
        let start = offset &+ 3
        guard start &+ 16 < scanner.text.byteCount, startsHex() else { return nil }
        let first = HexDigits.leadingLowerCase(word(start))
        guard first.count == 8 else {
            return passQuantity(from: start, to: start &+ first.count) ? first.value : nil
        }
        let second = HexDigits.leadingLowerCase(word(start &+ 8))
        guard passQuantity(from: start, to: start &+ 8 &+ second.count) else { return nil }
        return first.value << UInt64(truncatingIfNeeded: 4 &* second.count) | second.value
    }

    /// The quantity of at most 256 bits that comes next, passed; nil where the slow path decides.
    @_lifetime(self: copy self)
    mutating func plainQuantity256() -> UInt256? {
        let start = offset &+ 3
        guard start &+ 16 < scanner.text.byteCount, startsHex() else { return nil }
        let first = HexDigits.leadingLowerCase(word(start))
        guard first.count == 8 else {
            return passQuantity(from: start, to: start &+ first.count) ? UInt256(first.value) : nil
        }
        if let whole = fullWidthQuantity(from: start) { return whole }
        var position = start &+ 8
        var limbs: (UInt64, UInt64, UInt64, UInt64) = (first.value, 0, 0, 0)
        while position &- start < 64, position &+ 8 < scanner.text.byteCount {
            let digits = HexDigits.leadingLowerCase(word(position))
            let bits = UInt64(truncatingIfNeeded: 4 &* digits.count)
            // A shift by 64 gives 0, so that no digits push nothing down.
            limbs.3 = limbs.3 << bits | limbs.2 >> (64 &- bits)
            limbs.2 = limbs.2 << bits | limbs.1 >> (64 &- bits)
            limbs.1 = limbs.1 << bits | limbs.0 >> (64 &- bits)
            limbs.0 = limbs.0 << bits | digits.value
            position &+= digits.count
            guard digits.count == 8 else { break }
        }
        guard position < scanner.text.byteCount, passQuantity(from: start, to: position) else {
            return nil
        }
        return UInt256(limbs: limbs.0, limbs.1, limbs.2, limbs.3)
    }

    /// The quantity of exactly 64 digits that begins at `start`, as r and s of most signatures are,
    /// passed; nil for every other.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func fullWidthQuantity(from start: Int) -> UInt256? {
        guard start &+ 64 < scanner.text.byteCount,
            scanner.byte(start &+ 64) == UInt8(ascii: "\"")
        else { return nil }
        var upper: UInt64 = 0
        for place in 0..<8 { upper |= HexDigits.upperCase(word(start &+ 8 &* place)) }
        let word = unsafe scanner.text.withUnsafeBytes { raw -> Hash32? in
            guard upper == 0, let text = raw.baseAddress else { return nil }
            return unsafe Hash32(unsafeHexDigits: text + start)
        }
        guard let word, passQuantity(from: start, to: start &+ 64) else { return nil }
        return UInt256(word)
    }

    /// Passes the digits from `start` to `end` and the quote behind them, and counts the value; false
    /// where there is no quote, no digit, or a zero in front of others, or one value too many.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func passQuantity(from start: Int, to end: Int) -> Bool {
        guard valueCount < limits.valueCount, scanner.byte(end) == UInt8(ascii: "\""), end > start,
            end &- start == 1 || scanner.byte(start) != 0x30
        else { return false }
        valueCount &+= 1
        scanner.offset = end &+ 1
        return true
    }
}
