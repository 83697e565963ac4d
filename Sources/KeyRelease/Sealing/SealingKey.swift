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
    }

    enum Form: Sendable {
        case x25519(Hash32)
        case rsa(RSAOAEP.PublicKey)
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
        }
    }

    /// SubjectPublicKeyInfo with the algorithm 1.3.101.110 and 32 bytes (RFC 8410, section 4).
    static let x25519Prefix: Bytes = [
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00,
    ]
}
