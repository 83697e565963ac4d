extension Address {
    /// The address that `hex` writes: `0x` and exactly 40 digits.
    ///
    /// Digits of one case carry no checksum; of mixed case they must carry the one of EIP-55.
    ///
    /// - Throws: ``HexError`` that names the rule broken and the place.
    public init(hex: String) throws(HexError) {
        let text = unsafe hex.utf8Span.span.bytes
        let digits = try Hex.digits(of: text)
        guard digits.count == 2 * Address.byteCount else {
            let wrong = HexError(rule: .length, offset: 2, expected: 40, found: digits.count)
            throw Hex.fault(in: text, from: 2, otherwise: wrong)
        }
        self.init()
        try unsafe Swift.withUnsafeMutableBytes(of: &self) { target throws(HexError) in
            try unsafe Hex.decode(text, from: 2, into: target)
        }
        var hasUpper = false
        var hasLower = false
        for offset in digits {
            switch text.byte(offset) {
            case 0x41...0x46: hasUpper = true
            case 0x61...0x66: hasLower = true
            default: break
            }
        }
        guard hasUpper, hasLower else { return }
        let right = [UInt8](checksummed.utf8)
        for offset in digits where text.byte(offset) != right[offset] {
            throw HexError(rule: .checksum, offset: offset)
        }
    }

    /// `0x` and 40 digits whose letters' case is the checksum of EIP-55.
    public var checksummed: String {
        var digits = [UInt8](repeating: 0, count: 40)
        unsafe withUnsafeBytes { raw in
            unsafe digits.withUnsafeMutableBufferPointer { target in
                unsafe Hex.encode(raw, into: target)
            }
        }
        let hash = unsafe digits.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) }
        for index in 0..<40 where digits[index] > UInt8(ascii: "9") {
            let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 15
            if nibble >= 8 { digits[index] &-= 0x20 }
        }
        return "0x" + String(decoding: digits, as: UTF8.self)
    }

    /// `0x` and 40 lower-case digits, as RPC requests carry it.
    public var hex: String {
        unsafe withUnsafeBytes { raw in unsafe Hex.prefixed(raw) }
    }
}

extension Address: CustomStringConvertible {
    /// The whole address with its checksum; addresses are never shortened.
    public var description: String { checksummed }
}
