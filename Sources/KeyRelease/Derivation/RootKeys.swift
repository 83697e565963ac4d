import Cryptography
public import Primitives
public import Signing

/// The two roots of a KMS: whoever has them has every key of every app.
public struct RootKeys: ~Copyable, Sendable {
    let authority: P256Key
    let signer: PrivateKey

    /// The roots of a KMS.
    ///
    /// - Parameters:
    ///   - authority: The key of the root certificate, of which disk and environment keys come.
    ///   - signer: The key of secp256k1 that vouches for the apps' keys.
    public init(authority: consuming P256Key, signer: consuming PrivateKey) {
        self.authority = authority
        self.signer = signer
    }

    /// The roots of one seed of 32 bytes or more, for a keyd that stands alone (kind `local`).
    ///
    /// - Throws: ``KmsKeyError``.
    public init(seed: borrowing SecretBytes) throws(KmsKeyError) {
        let authority = try RootKeys.derived(seed, "root-p256")
        let signer = try RootKeys.derived(seed, "root-k256")
        self.init(
            authority: try RootKeys.authority(of: authority),
            signer: try RootKeys.signer(of: signer))
    }

    private static func derived(
        _ seed: borrowing SecretBytes, _ name: String
    ) throws(KmsKeyError) -> SecretBytes {
        do throws(SecretDerivationError) {
            return try seed.derived(
                32, salt: Bytes(utf8: "dstack-keyd-local-v1"), info: Bytes(utf8: name))
        } catch {
            throw .secret(error)
        }
    }

    private static func authority(
        of scalar: consuming SecretBytes
    ) throws(KmsKeyError) -> P256Key {
        do throws(P256KeyError) { return try P256Key(scalar) } catch { throw .p256(error) }
    }

    private static func signer(
        of secret: consuming SecretBytes
    ) throws(KmsKeyError) -> PrivateKey {
        do throws(PrivateKeyError) { return try PrivateKey(secret) } catch {
            throw .secp256k1(error)
        }
    }

    /// The signer's public key, which a KMS publishes on chain as `k256Pubkey`, compressed.
    public var signerPublicKey: Bytes { signer.publicKey.compressed }
    /// The authority's public key, which a KMS publishes on chain as `caPubkey`, as
    /// SubjectPublicKeyInfo.
    public var authorityPublicKey: Bytes { authority.spki }
}
