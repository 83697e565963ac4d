public import Cryptography
public import Primitives

/// A private key of P-256. It has one owner, cannot be copied or printed, and is wiped when its owner
/// goes.
public struct P256Key: ~Copyable, Sendable {
    /// The number of bytes of the scalar.
    public static let byteCount = 32

    let scalar: SecretBytes
    /// The public key's uncompressed point: 04, X, Y.
    public let point: Bytes

    /// The key of a scalar of 32 bytes, big-endian.
    ///
    /// - Throws: ``P256KeyError``.
    public init(_ scalar: consuming SecretBytes) throws(P256KeyError) {
        guard scalar.count == P256Key.byteCount else { throw .length(scalar.count) }
        let found: Bytes?
        do throws(OpenSSLError) {
            found = try scalar.withSpan { span throws(OpenSSLError) in
                try P256.publicPoint(of: span)
            }
        } catch {
            throw .failed(error)
        }
        guard let found else { throw .range }
        point = found
        self.scalar = scalar
    }

    /// The public key as a SubjectPublicKeyInfo in DER (RFC 5480).
    public var spki: Bytes { P256Key.spkiPrefix + point }

    /// The key as PKCS#8 in DER (RFC 5958) with the public key inside and no parameters in the inner
    /// structure: 138 bytes, the form that Rust's `p256` and dstack write and hash.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func pkcs8() throws(SecretError) -> SecretBytes {
        try scalar.surrounded(by: P256Key.pkcs8Prefix, and: P256Key.pointPrefix + point)
    }

    /// `count` bytes that HKDF-SHA-256 (RFC 5869) makes of the scalar.
    ///
    /// - Throws: ``SecretDerivationError``.
    public borrowing func derived(
        _ count: Int, salt: Bytes, info: Bytes
    ) throws(SecretDerivationError) -> SecretBytes {
        try scalar.derived(count, salt: salt, info: info)
    }

    /// A copy of the scalar's 32 bytes, big-endian, for who hands the key over.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func copiedBytes() throws(SecretError) -> SecretBytes {
        try scalar.slice(0..<P256Key.byteCount)
    }

    /// AlgorithmIdentifier ecPublicKey, prime256v1, and the head of the bit string.
    private static let spkiPrefix: Bytes = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
        0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ]
    /// Version 0, the same algorithm, the octet string with an ECPrivateKey of version 1.
    static let pkcs8Prefix: Bytes = [
        0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d,
        0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x6d, 0x30,
        0x6b, 0x02, 0x01, 0x01, 0x04, 0x20,
    ]
    /// Member [1] of ECPrivateKey, the public key.
    private static let pointPrefix: Bytes = [0xa1, 0x44, 0x03, 0x42, 0x00]
}

/// Why bytes are no private key of P-256.
public enum P256KeyError: Error, Equatable, Sendable {
    /// Not 32 bytes.
    case length(Int)
    /// The scalar is 0, or the group's order or more.
    case range
    /// The text is no private key of P-256 in PKCS#8.
    case encoding
    /// The other side's point is not on the curve.
    case point
    /// There is no memory for a secret.
    case noMemory
    /// OpenSSL failed.
    case failed(OpenSSLError)
}

extension P256KeyError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .length(let found): "a private key of P-256 has 32 bytes, not \(found)"
        case .range: "the private key of P-256 is not between 1 and the group's order"
        case .encoding: "the text is no private key of P-256 (PRIVATE KEY, PKCS#8, PEM)"
        case .point: "the point is not on the curve P-256"
        case .noMemory: "no memory for a secret"
        case .failed(let error): error.description
        }
    }
}
