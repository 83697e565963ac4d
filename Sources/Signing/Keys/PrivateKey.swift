import CSecp256k1
public import Cryptography
public import Primitives

/// A private key of secp256k1. It has one owner, cannot be copied or printed, and is wiped when its
/// owner goes.
public struct PrivateKey: ~Copyable, Sendable {
    /// The number of bytes.
    public static let byteCount = 32

    let secret: SecretBytes
    /// The public key.
    public let publicKey: PublicKey

    /// The key of these 32 bytes.
    ///
    /// - Throws: ``PrivateKeyError`` that names the rule broken.
    public init(_ secret: consuming SecretBytes) throws(PrivateKeyError) {
        publicKey = try PrivateKey.publicKey(of: secret)
        self.secret = secret
    }

    /// The key of a copy of these 32 bytes; the caller wipes its own.
    ///
    /// - Throws: ``PrivateKeyError`` that names the rule broken.
    public init(copying bytes: RawSpan) throws(PrivateKeyError) {
        let secret: SecretBytes
        do throws(SecretError) {
            secret = try SecretBytes(copying: bytes)
        } catch {
            throw PrivateKeyError(.memory)
        }
        try self.init(secret)
    }

    /// A random key.
    ///
    /// - Throws: ``SecretFailure`` when the system gives no memory or no randomness.
    public static func generate() throws(SecretFailure) -> PrivateKey {
        while true {
            let secret = try SecretBytes.random(byteCount)
            // One draw in 2^128 is no key.
            if let key = try? PrivateKey(secret) { return key }
        }
    }

    /// The account of the key.
    public var address: Address { publicKey.address }

    /// The signature of `digest`: the nonce of RFC 6979 (HMAC-SHA-256), s in the lower half.
    ///
    /// - Throws: ``PrivateKeyError/Rule/unsignable``.
    public borrowing func sign(_ digest: Hash32) throws(PrivateKeyError) -> Signature {
        var made = secp256k1_ecdsa_recoverable_signature()
        var words = (Hash32(), Hash32())
        var recoveryID: Int32 = -1
        let done = secret.withSpan { secret in
            unsafe secret.withUnsafeBytes { secret in
                unsafe digest.withUnsafeBytes { digest in
                    guard let context = unsafe SigningContext.shared.pointer,
                        let key = unsafe secret.assumingMemoryBound(to: UInt8.self).baseAddress,
                        let hash = unsafe digest.assumingMemoryBound(to: UInt8.self).baseAddress
                    else { return false }
                    return unsafe secp256k1_ecdsa_sign_recoverable(
                        context, &made, hash, key, nil, nil) == 1
                }
            }
        }
        guard done, let context = unsafe SigningContext.shared.pointer else {
            throw PrivateKeyError(.unsignable)
        }
        unsafe withUnsafeMutableBytes(of: &words) { raw in
            guard let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress else {
                return
            }
            unsafe _ = secp256k1_ecdsa_recoverable_signature_serialize_compact(
                context, start, &recoveryID, &made)
        }
        guard recoveryID == 0 || recoveryID == 1 else { throw PrivateKeyError(.unsignable) }
        return Signature(r: words.0, s: words.1, yParity: recoveryID == 1)
    }

    private static func publicKey(
        of secret: borrowing SecretBytes
    ) throws(PrivateKeyError) -> PublicKey {
        guard secret.count == byteCount else {
            throw PrivateKeyError(.length, found: secret.count)
        }
        var key = secp256k1_pubkey()
        let done = secret.withSpan { span in
            unsafe span.withUnsafeBytes { raw in
                guard let context = unsafe SigningContext.shared.pointer,
                    let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
                else { return false }
                return unsafe secp256k1_ec_pubkey_create(context, &key, start) == 1
            }
        }
        guard done, let publicKey = PublicKey(key) else {
            let isZero = secret.withSpan { span in
                unsafe span.withUnsafeBytes { raw in unsafe raw.allSatisfy { $0 == 0 } }
            }
            throw PrivateKeyError(isZero ? .zero : .tooLarge)
        }
        return publicKey
    }
}
