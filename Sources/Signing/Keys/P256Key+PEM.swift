extension P256Key {
    /// The key of a `PRIVATE KEY` block of a PEM text (RFC 7468) in the form that ``pkcs8()``
    /// writes; the public key in it is made anew.
    ///
    /// - Throws: ``P256KeyError``.
    public init(pem text: borrowing SecretBytes) throws(P256KeyError) {
        try self.init(P256Key.scalar(pem: text))
    }

    private static func scalar(
        pem text: borrowing SecretBytes
    ) throws(P256KeyError) -> SecretBytes {
        let begin = Array("-----BEGIN PRIVATE KEY-----".utf8)
        let count = 138
        guard var der = try? SecretBytes(count: count) else { throw .encoding }
        let isRead = text.withSpan { span in
            der.write { target in
                guard let start = place(of: begin, in: span) else { return false }
                return decode(span, from: start + begin.count, into: &target)
            }
        }
        let hasPrefix = der.withSpan { span in
            pkcs8Prefix.enumerated().allSatisfy { SecretBytes.byte(span, $0) == $1 }
        }
        let start = pkcs8Prefix.count
        guard isRead, hasPrefix, let scalar = try? der.slice(start..<(start + byteCount)) else {
            throw .encoding
        }
        return scalar
    }

    private static func place(of pattern: [UInt8], in span: RawSpan) -> Int? {
        guard span.byteCount >= pattern.count else { return nil }
        return (0...(span.byteCount - pattern.count)).first { start in
            pattern.enumerated().allSatisfy { SecretBytes.byte(span, start + $0) == $1 }
        }
    }

    /// Decodes base64 (RFC 4648) up to the next dash; true when it fills `target` and no more.
    @_lifetime(target: copy target)
    private static func decode(
        _ span: RawSpan, from start: Int, into target: inout MutableRawSpan
    ) -> Bool {
        var bits: UInt32 = 0
        var bitCount = 0
        var written = 0
        for place in start..<span.byteCount {
            let byte = SecretBytes.byte(span, place)
            if byte == UInt8(ascii: "-") { return written == target.byteCount }
            guard let digit = digit(byte) else { continue }
            bits = (bits << 6 | digit) & 0xffff
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            guard written < target.byteCount else { return false }
            target.storeBytes(
                of: UInt8(truncatingIfNeeded: bits >> bitCount), toByteOffset: written,
                as: UInt8.self)
            written += 1
        }
        return false
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 97 + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48 + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
