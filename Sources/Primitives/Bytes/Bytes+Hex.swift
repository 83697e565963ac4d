extension Bytes {
    /// The bytes that `hex` writes: `0x` and an even number of digits of either case.
    ///
    /// - Throws: ``HexError`` when the prefix is missing, the number of digits is odd or a
    ///   character is no digit.
    public init(hex: String) throws(HexError) {
        let text = unsafe hex.utf8Span.span.bytes
        let digits = try Hex.digits(of: text)
        guard digits.count.isMultiple(of: 2) else {
            let odd = HexError(rule: .oddLength, offset: text.byteCount, found: digits.count)
            throw Hex.fault(in: text, from: 2, otherwise: odd)
        }
        self = try unsafe Bytes(count: digits.count / 2) { target throws(HexError) in
            try unsafe Hex.decode(text, from: 2, into: target)
        }
    }

    /// `0x` and two lower-case digits for each byte.
    public var hex: String {
        unsafe withUnsafeBytes { raw in unsafe Hex.prefixed(raw) }
    }
}

extension Bytes: CustomStringConvertible {
    /// The bytes in hex, with `0x`.
    public var description: String { hex }
}
