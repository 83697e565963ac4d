import CKeccak

/// Hexadecimal text at the edge of the library: `0x`, then two digits for each byte.
public enum Hex {
    /// The digits of `bytes` in lower case, with `0x`.
    public static func prefixed(_ bytes: UnsafeRawBufferPointer) -> String {
        unsafe String(unsafeUninitializedCapacity: 2 + 2 * bytes.count) { target in
            unsafe target[0] = UInt8(ascii: "0")
            unsafe target[1] = UInt8(ascii: "x")
            unsafe encode(bytes, into: UnsafeMutableBufferPointer(rebasing: target[2...]))
            return 2 + 2 * bytes.count
        }
    }

    /// Writes two lower-case digits for each byte; `target` must have room for them.
    public static func encode(
        _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        guard let to = target.baseAddress else { return }
        unsafe to.withMemoryRebound(to: CChar.self, capacity: 2 * bytes.count) { to in
            let from = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe chex_encode(from, bytes.count, to)
        }
    }

    /// Appends `0x` and two lower-case digits for each byte to a text's bytes.
    public static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        let count = 2 + 2 * bytes.count
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { target in
            unsafe target[0] = UInt8(ascii: "0")
            unsafe target[1] = UInt8(ascii: "x")
            unsafe encode(bytes, into: UnsafeMutableBufferPointer(rebasing: target[2...]))
            unsafe text.append(contentsOf: target)
        }
    }

    /// Reads two digits of either case for each byte of `target`, 32 digits at a time.
    ///
    /// - Parameters:
    ///   - digits: At least twice as many characters as `target` has bytes.
    ///   - target: What they are written to; unspecified where one is no digit.
    /// - Returns: Whether all were digits.
    public static func decode(
        _ digits: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard let from = digits.baseAddress, let to = target.baseAddress,
            digits.count / 2 >= target.count
        else { return unsafe target.isEmpty }
        let text = unsafe from.assumingMemoryBound(to: CChar.self)
        let bytes = unsafe to.assumingMemoryBound(to: UInt8.self)
        guard target.count >= 16 else {
            return unsafe chex_decode(text, 2 * target.count, bytes) < 0
        }
        var place = 0
        while place + 16 <= target.count {
            guard unsafe chex_decode_16(text + 2 * place, bytes + place) else { return false }
            place += 16
        }
        guard place < target.count else { return true }
        // The rest together with what is in front of it: there are 16 bytes.
        place = target.count - 16
        return unsafe chex_decode_16(text + 2 * place, bytes + place)
    }

    /// The value of an ASCII digit of either case; nil for everything else.
    @inlinable
    public static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit &- 0x30
        case 0x61...0x66: digit &- 0x57
        case 0x41...0x46: digit &- 0x37
        default: nil
        }
    }

    /// The range of the digits behind `0x`.
    static func digits(of text: RawSpan) throws(HexError) -> Range<Int> {
        guard text.byteCount >= 2, text.byte(0) == UInt8(ascii: "0"),
            text.byte(1) == UInt8(ascii: "x")
        else { throw HexError(rule: .prefix, offset: 0) }
        return 2..<text.byteCount
    }

    /// Reads two digits for each byte of `target`, beginning at `start` of `text`.
    ///
    /// - Throws: ``HexError`` at the first character that is no digit or where the text ends.
    static func decode(
        _ text: RawSpan, from start: Int, into target: UnsafeMutableRawBufferPointer
    ) throws(HexError) {
        guard text.byteCount - start >= 2 * target.count else {
            let missing = HexError(
                rule: .length, offset: text.byteCount, expected: 2 * target.count)
            throw fault(in: text, from: start, otherwise: missing)
        }
        let stranger = unsafe text.withUnsafeBytes { raw in
            let digits = unsafe UnsafeRawBufferPointer(rebasing: raw[start...])
            return unsafe chex_decode(
                digits.baseAddress?.assumingMemoryBound(to: CChar.self), 2 * target.count,
                target.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        guard stranger < 0 else { throw HexError(rule: .digit, offset: start + stranger) }
    }

    /// The error of the first character that is no digit, or the other one: a text is judged by its
    /// characters before it is by their number.
    static func fault(
        in text: RawSpan, from start: Int, otherwise error: HexError
    ) -> HexError {
        for offset in start..<text.byteCount where value(of: text.byte(offset)) == nil {
            return HexError(rule: .digit, offset: offset)
        }
        return error
    }
}

extension RawSpan {
    /// The byte at `offset`; the caller has checked the bounds, and so does the span.
    @inlinable
    func byte(_ offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
