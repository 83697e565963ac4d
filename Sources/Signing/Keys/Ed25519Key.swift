public import Cryptography
public import Primitives

/// A private key of Ed25519 (RFC 8032). It has one owner, cannot be copied or printed, and is wiped
/// when its owner goes.
public struct Ed25519Key: ~Copyable, Sendable {
    private let seed: SecretBytes
    /// The public key.
    public let publicKey: Hash32

    /// The key of a seed of 32 bytes.
    ///
    /// - Throws: ``/Cryptography/OpenSSLError``, also for another length.
    public init(_ seed: consuming SecretBytes) throws(OpenSSLError) {
        publicKey = try seed.withSpan { span throws(OpenSSLError) in
            try Ed25519.publicKey(seed: span)
        }
        self.seed = seed
    }

    /// The signature of `message`.
    ///
    /// - Throws: ``/Cryptography/OpenSSLError``.
    public borrowing func sign(_ message: Bytes) throws(OpenSSLError) -> Bytes {
        try seed.withSpan { span throws(OpenSSLError) in try Ed25519.sign(message, seed: span) }
    }
}
