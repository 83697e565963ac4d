public import Cryptography
public import Primitives
public import Signing

/// The keys that a guest derives from its app's key (dstack guest agent, `GetKey`), with the app
/// key's word on each.
public enum GuestKeys {
    /// A key of secp256k1 with its place in the chain root, app, key.
    public struct Secp256k1: ~Copyable, Sendable {
        /// The key.
        public let key: PrivateKey
        /// The app key's signature of ``GuestKeys/message(purpose:publicKey:)``.
        public let signature: Signature
    }

    /// A key of Ed25519 with its place in the chain.
    public struct Edwards: ~Copyable, Sendable {
        /// The key.
        public let key: Ed25519Key
        /// The app key's signature of ``GuestKeys/message(purpose:publicKey:)``.
        public let signature: Signature
    }

    /// The key at a path, for a purpose.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func secp256k1(
        of app: borrowing PrivateKey, path: String, purpose: String
    ) throws(KmsKeyError) -> Secp256k1 {
        let key = try KmsDerivation.secp256k1(of: app, context: [Bytes(utf8: path)])
        let text = message(purpose: purpose, publicKey: key.publicKey.compressed)
        return Secp256k1(key: key, signature: try sign(text, app))
    }

    /// The Ed25519 key whose seed is what the path derives.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func edwards(
        of app: borrowing PrivateKey, path: String, purpose: String
    ) throws(KmsKeyError) -> Edwards {
        let key: Ed25519Key
        let seed = try secret(of: app, path: path)
        do throws(OpenSSLError) { key = try Ed25519Key(seed) } catch { throw .failed(error) }
        let text = message(purpose: purpose, publicKey: key.publicKey.bytes)
        return Edwards(key: key, signature: try sign(text, app))
    }

    /// The key of P-256 that the older `Tappd.DeriveKey` gives.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func p256(
        of app: borrowing PrivateKey, path: String
    ) throws(KmsKeyError) -> P256Key {
        let scalar = try secret(of: app, path: path)
        do throws(P256KeyError) { return try P256Key(scalar) } catch { throw .p256(error) }
    }

    /// What the app key signs: the purpose, a colon, the public key in hex.
    public static func message(purpose: String, publicKey: Bytes) -> String {
        "\(purpose):\(publicKey.hex.dropFirst(2))"
    }

    private static func secret(
        of app: borrowing PrivateKey, path: String
    ) throws(KmsKeyError) -> SecretBytes {
        do throws(SecretDerivationError) {
            return try app.derived(32, salt: KmsDerivation.salt, info: Bytes(utf8: path))
        } catch {
            throw .secret(error)
        }
    }

    private static func sign(
        _ message: String, _ app: borrowing PrivateKey
    ) throws(KmsKeyError) -> Signature {
        do throws(PrivateKeyError) {
            return try app.sign(Keccak256.hash(Bytes(utf8: message)))
        } catch {
            throw .secp256k1(error)
        }
    }
}
