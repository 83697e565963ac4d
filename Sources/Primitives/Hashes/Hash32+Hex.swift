extension Hash32 {
    /// The hash that the 64 digits of either case at `digits` write, without `0x`; nil when one of
    /// them is none. The caller has measured them.
    public init?(unsafeHexDigits digits: UnsafeRawPointer) {
        self.init()
        let text = unsafe UnsafeRawBufferPointer(start: digits, count: 2 * Hash32.byteCount)
        let isHex = unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            unsafe Hex.decode(text, into: target)
        }
        guard isHex else { return nil }
    }

    /// The hash that `hex` writes: `0x` and exactly 64 digits of either case.
    ///
    /// - Throws: ``HexError`` that names the rule broken and the place.
    public init(hex: String) throws(HexError) {
        let text = unsafe hex.utf8Span.span.bytes
        let digits = try Hex.digits(of: text)
        guard digits.count == 2 * Hash32.byteCount else {
            let wrong = HexError(rule: .length, offset: 2, expected: 64, found: digits.count)
            throw Hex.fault(in: text, from: 2, otherwise: wrong)
        }
        self.init()
        try unsafe Swift.withUnsafeMutableBytes(of: &self) { target throws(HexError) in
            try unsafe Hex.decode(text, from: 2, into: target)
        }
    }

    /// `0x` and 64 lower-case digits.
    public var hex: String {
        unsafe withUnsafeBytes { raw in unsafe Hex.prefixed(raw) }
    }
}

extension Hash32: CustomStringConvertible {
    /// The hash in hex, with `0x`.
    public var description: String { hex }
}
