import Cryptography
public import Primitives

/// The key that evidence is bound to, in a form to which keys can be sealed.
public struct SealingKey: Sendable {
    /// The kinds of keys.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// X25519: the 32 bytes, or their SubjectPublicKeyInfo (RFC 8410).
        case x25519
        /// RSA of 2048 to 4096 bits: SubjectPublicKeyInfo in DER.
        case rsa = "rsa-oaep-sha256"
        /// P-256: SubjectPublicKeyInfo in DER, as certificates have it.
        case p256
    }

    enum Form: Sendable {
        case x25519(Hash32)
        case rsa(RSAOAEP.PublicKey)
        case p256(point: Bytes)
    }

    let form: Form
    /// The key as the evidence has it.
    public let encoding: Bytes

    /// The key that `encoding` writes; nil for anything that is no such key.
    public init?(_ encoding: Bytes) {
        self.encoding = encoding.copied()
        if let point = Hash32(encoding) {
            form = .x25519(point)
        } else if encoding.starts(with: SealingKey.x25519Prefix),
            let point = Hash32(encoding.slice(from: SealingKey.x25519Prefix.count))
        {
            form = .x25519(point)
        } else if encoding.starts(with: SealingKey.p256Prefix),
            let key = try? NISTPublicKey(
                curve: .p256, point: encoding.slice(from: SealingKey.p256Prefix.count))
        {
            form = .p256(point: key.point)
        } else if let key = RSAOAEP.PublicKey(spki: encoding) {
            form = .rsa(key)
        } else {
            return nil
        }
    }

    /// What kind it is.
    public var kind: Kind {
        switch form {
        case .x25519: .x25519
        case .rsa: .rsa
        case .p256: .p256
        }
    }

    /// SubjectPublicKeyInfo with the algorithm ecPublicKey, prime256v1, and an uncompressed point (RFC
    /// 5480, section 2).
    static let p256Prefix: Bytes = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
        0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ]
    /// SubjectPublicKeyInfo with the algorithm 1.3.101.110 and 32 bytes (RFC 8410, section 4).
    static let x25519Prefix: Bytes = [
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00,
    ]
}
