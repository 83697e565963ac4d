extension String {
    /// Whether this is a token: a method's or a field's name (RFC 9110, 5.6.2).
    var isToken: Bool {
        let bytes = utf8Span.span
        for place in bytes.indices where !bytes[place].isTokenCharacter { return false }
        return !bytes.isEmpty
    }
}

extension UInt8 {
    /// A bit for each of the characters 0 to 63 and 64 to 127 that a token may have: letters, digits
    /// and ``!#$%&'*+-.^_`|~``.
    @inline(__always)
    private static var tokens: (low: UInt64, high: UInt64) {
        (0x03ff_6cfa_0000_0000, 0x57ff_ffff_c7ff_fffe)
    }

    @inline(__always)
    fileprivate var isTokenCharacter: Bool {
        let characters = self < 64 ? UInt8.tokens.low : UInt8.tokens.high
        return self < 128 && characters >> UInt64(self & 63) & 1 == 1
    }
}
