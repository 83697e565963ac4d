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
        unsafe String(unsafeUninitializedCapacity: 2 + 2 * Address.byteCount) { target in
            unsafe target[0] = UInt8(ascii: "0")
            unsafe target[1] = UInt8(ascii: "x")
            let digits = unsafe UnsafeMutableBufferPointer(rebasing: target[2..<42])
            unsafe withUnsafeBytes { raw in unsafe Hex.encode(raw, into: digits) }
            let hash = unsafe Keccak256.hash(UnsafeRawBufferPointer(digits))
            unsafe Address.capitalise(UnsafeMutableRawBufferPointer(digits), by: hash)
            return 2 + 2 * Address.byteCount
        }
    }

    /// Puts each letter of 40 digits in upper case whose half-byte of `hash` is above 7, eight digits
    /// at a time.
    private static func capitalise(_ digits: UnsafeMutableRawBufferPointer, by hash: Hash32) {
        unsafe hash.withUnsafeBytes { hash in
            for place in 0..<5 {
                let four = unsafe hash.loadUnaligned(
                    fromByteOffset: 4 * place, as: UInt32.self
                ).littleEndian
                // Each byte in front of its digit, then its halves one behind the other.
                var bytes = UInt64(four)
                bytes = (bytes | bytes << 16) & 0x0000_ffff_0000_ffff
                bytes = (bytes | bytes << 8) & 0x00ff_00ff_00ff_00ff
                let halves = bytes >> 4 | bytes << 8
                let text = unsafe digits.loadUnaligned(
                    fromByteOffset: 8 * place, as: UInt64.self
                ).littleEndian
                // A letter has bit 6, and its upper case lacks bit 5.
                let capitals = (text >> 1) & (halves << 2) & 0x2020_2020_2020_2020
                unsafe digits.storeBytes(
                    of: (text ^ capitals).littleEndian, toByteOffset: 8 * place, as: UInt64.self)
            }
        }
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
