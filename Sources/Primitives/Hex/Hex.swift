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
    @inlinable
    public static func encode(
        _ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        for index in 0..<bytes.count {
            let byte = unsafe bytes[index]
            unsafe target[2 * index] = digit(byte >> 4)
            unsafe target[2 * index + 1] = digit(byte & 15)
        }
    }

    /// The ASCII digit of a value below 16.
    @inlinable
    static func digit(_ value: UInt8) -> UInt8 {
        value &+ (value < 10 ? 0x30 : 0x57)
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
        for index in 0..<target.count {
            let place = start + 2 * index
            guard place + 1 < text.byteCount else {
                throw HexError(rule: .length, offset: place, expected: 2 * target.count)
            }
            guard let high = value(of: text.byte(place)) else {
                throw HexError(rule: .digit, offset: place)
            }
            guard let low = value(of: text.byte(place + 1)) else {
                throw HexError(rule: .digit, offset: place + 1)
            }
            unsafe target[index] = high << 4 | low
        }
    }
}

extension RawSpan {
    /// The byte at `offset`; the caller has checked the bounds, and so does the span.
    @inlinable
    func byte(_ offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
