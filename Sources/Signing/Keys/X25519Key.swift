public import Cryptography
public import Primitives

/// A secret of X25519 (RFC 7748). It has one owner, cannot be copied or printed, and is wiped when its
/// owner goes.
public struct X25519Key: ~Copyable, Sendable {
    private let secret: SecretBytes
    /// The public key.
    public let publicKey: Hash32

    /// The key of 32 bytes, which need no clamping.
    ///
    /// - Throws: ``/Cryptography/OpenSSLError``, also for another length.
    public init(_ secret: consuming SecretBytes) throws(OpenSSLError) {
        publicKey = try secret.withSpan { span throws(OpenSSLError) in
            try X25519.publicKey(secret: span)
        }
        self.secret = secret
    }

    /// The 32 bytes that the owners of this key and of `publicKey` share.
    ///
    /// - Throws: ``/Cryptography/X25519/Failure``, for a point of small order above all.
    public borrowing func agreement(with publicKey: Hash32) throws(X25519.Failure) -> SecretBytes {
        guard var target = try? SecretBytes(count: 32) else { throw .smallOrder }
        try target.write { target throws(X25519.Failure) in
            try secret.withSpan { secret throws(X25519.Failure) in
                try X25519.agree(secret: secret, publicKey: publicKey, into: &target)
            }
        }
        return target
    }
}
