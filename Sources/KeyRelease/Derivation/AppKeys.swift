public import Cryptography
public import Primitives
public import Signing

/// The keys that a KMS gives to one instance of an app (dstack-kms, `GetAppKey`).
public struct AppKeys: ~Copyable, Sendable {
    /// The instance's disk key, 32 bytes.
    public let diskKey: SecretBytes
    /// The app's secret of X25519 that opens its encrypted environment, 32 bytes, not clamped.
    public let environmentKey: SecretBytes
    /// The public key of ``environmentKey``.
    public let environmentPublicKey: Hash32
    /// The key of the app's certificate authority.
    public let authority: P256Key
    /// The app's key of secp256k1, of which its own keys come.
    public let signer: PrivateKey
    /// The root's word that ``signer`` is the app's: r, s, and the recovery id 0 or 1.
    public let signerSignature: Signature
}

extension RootKeys {
    /// The keys of an app's instance. Instances without an id share one disk key.
    ///
    /// - Parameters:
    ///   - app: The app's id.
    ///   - instance: The instance's id; empty for a platform without one.
    /// - Returns: The keys.
    /// - Throws: ``KmsKeyError``.
    public borrowing func appKeys(
        app: Address, instance: Bytes
    ) throws(KmsKeyError) -> AppKeys {
        try appKeys(app: app.bytes, instance: instance)
    }

    /// As above for an id of any length, as dstack's derivation itself takes it: its vectors show
    /// that an id and an instance are joined without a mark between them, so that only the length
    /// of an ``/Primitives/Address`` keeps two apps apart.
    package borrowing func appKeys(
        app: Bytes, instance: Bytes
    ) throws(KmsKeyError) -> AppKeys {
        let environment = try KmsDerivation.secret(
            of: authority, context: [app, Bytes(utf8: "env-encrypt-key")])
        let publicKey: Hash32
        do throws(OpenSSLError) {
            publicKey = try environment.withSpan { span throws(OpenSSLError) in
                try X25519.publicKey(secret: span)
            }
        } catch {
            throw .failed(error)
        }
        let signer = try KmsDerivation.secp256k1(
            of: self.signer, context: [app, Bytes(utf8: "app-key")])
        let digest = Keccak256.hash(
            Bytes.joining([
                Bytes(utf8: "dstack-kms-issued:"), app, signer.publicKey.compressed,
            ]))
        return AppKeys(
            diskKey: try KmsDerivation.secret(
                of: authority, context: [app, instance, Bytes(utf8: "app-disk-crypt-key")]),
            environmentKey: environment, environmentPublicKey: publicKey,
            authority: try KmsDerivation.p256(
                of: authority, context: [app, Bytes(utf8: "app-ca")]),
            signer: signer, signerSignature: try sign(digest))
    }

    /// The root's word on the key that encrypts an app's environment (dstack-kms,
    /// `GetAppEnvEncryptPubKey`).
    ///
    /// - Parameters:
    ///   - publicKey: The app's ``AppKeys/environmentPublicKey``.
    ///   - app: The app's id.
    ///   - seconds: The time in the signed message; nil for the older form without one.
    /// - Returns: The signature.
    /// - Throws: ``KmsKeyError``.
    public borrowing func environmentSignature(
        of publicKey: Hash32, app: Address, seconds: UInt64?
    ) throws(KmsKeyError) -> Signature {
        try environmentSignature(of: publicKey, app: app.bytes, seconds: seconds)
    }

    /// As above for an id of any length.
    package borrowing func environmentSignature(
        of publicKey: Hash32, app: Bytes, seconds: UInt64?
    ) throws(KmsKeyError) -> Signature {
        let time = seconds.map { value in
            Bytes((0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
        }
        let parts = [
            Bytes(utf8: "dstack-env-encrypt-pubkey:"), app, time ?? Bytes(), publicKey.bytes,
        ]
        return try sign(Keccak256.hash(Bytes.joining(parts)))
    }

    private borrowing func sign(_ digest: Hash32) throws(KmsKeyError) -> Signature {
        do throws(PrivateKeyError) { return try signer.sign(digest) } catch {
            throw .secp256k1(error)
        }
    }
}
