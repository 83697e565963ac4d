public import Primitives

extension Signature {
    /// The signature of the 65 bytes r ‖ s ‖ v, with v 27 or 28, or 0 or 1 as some signers write
    /// it.
    ///
    /// - Throws: ``SignatureError`` that names the first rule broken.
    public init(
        _ bytes: Bytes, strictness: SignatureStrictness = .lowS
    ) throws(SignatureError) {
        guard bytes.count == Signature.byteCount,
            let r = Hash32(bytes.slice(0..<32)), let s = Hash32(bytes.slice(32..<64))
        else { throw SignatureError(.length, found: bytes.count) }
        switch bytes[64] {
        case 0, 27: self.init(r: r, s: s, yParity: false)
        case 1, 28: self.init(r: r, s: s, yParity: true)
        default: throw SignatureError(.recoveryId, found: Int(bytes[64]))
        }
        try check(strictness)
    }

    /// The signature of the compact form of EIP-2098: r, then s with the parity in its first bit.
    ///
    /// - Throws: ``SignatureError`` that names the first rule broken.
    public init(compact bytes: Bytes) throws(SignatureError) {
        guard bytes.count == Signature.compactByteCount, let r = Hash32(bytes.slice(0..<32))
        else { throw SignatureError(.length, found: bytes.count) }
        var half = [UInt8](bytes.slice(from: 32))
        let yParity = half[0] & 0x80 != 0
        half[0] &= 0x7f
        guard let s = Hash32(Bytes(half)) else {
            throw SignatureError(.length, found: bytes.count)
        }
        self.init(r: r, s: s, yParity: yParity)
        try check()
    }

    /// The signature of either form, told apart by the length: 65 bytes, or 64 of EIP-2098.
    ///
    /// - Throws: ``SignatureError`` that names the first rule broken.
    public init(expanding bytes: Bytes) throws(SignatureError) {
        if bytes.count == Signature.compactByteCount {
            try self.init(compact: bytes)
        } else {
            try self.init(bytes)
        }
    }

    /// r ‖ s ‖ v with v 27 or 28.
    public var bytes: Bytes { Bytes.joining([r.bytes, s.bytes, [v]]) }

    /// r ‖ s ‖ yParity with the last byte 0 or 1, as dstack's KMS writes it.
    public var recoverableBytes: Bytes { Bytes.joining([r.bytes, s.bytes, [yParity ? 1 : 0]]) }

    /// The compact form of EIP-2098; nil for an s whose first bit is taken.
    public var compact: Bytes? {
        guard s[0] < 0x80 else { return nil }
        var half = [UInt8](s.bytes)
        if yParity { half[0] |= 0x80 }
        return r.bytes + Bytes(half)
    }
}

extension Signature: CustomStringConvertible {
    /// The 65 bytes in hex.
    public var description: String { bytes.hex }
}
