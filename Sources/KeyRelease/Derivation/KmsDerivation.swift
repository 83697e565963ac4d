public import Primitives
public import Signing

/// How a dstack KMS derives keys (dstack ra-tls, `kdf`): HKDF-SHA-256 with the salt `RATLS` and the
/// context's parts one after the other, without any frame between them.
///
/// Without frames, an app id and an instance id that together give the same bytes give the same key;
/// fixed widths are all that tells them apart, so whoever builds a context checks its widths.
public enum KmsDerivation {
    /// The salt of every derivation.
    public static let salt = Bytes(utf8: "RATLS")

    /// `count` bytes of a secret and a context.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func bytes(
        _ count: Int, of secret: borrowing SecretBytes, context: [Bytes]
    ) throws(KmsKeyError) -> SecretBytes {
        do throws(SecretDerivationError) {
            return try secret.derived(count, salt: salt, info: Bytes.joining(context))
        } catch {
            throw .secret(error)
        }
    }

    /// A key of P-256 of another one and a context.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func p256(
        of root: borrowing P256Key, context: [Bytes]
    ) throws(KmsKeyError) -> P256Key {
        let scalar: SecretBytes
        do throws(SecretDerivationError) {
            scalar = try root.derived(
                P256Key.byteCount, salt: salt, info: Bytes.joining(context))
        } catch {
            throw .secret(error)
        }
        do throws(P256KeyError) { return try P256Key(scalar) } catch { throw .p256(error) }
    }

    /// 32 bytes for a cipher or for X25519: SHA-256 of the PKCS#8 form of a derived key of P-256.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func secret(
        of root: borrowing P256Key, context: [Bytes]
    ) throws(KmsKeyError) -> SecretBytes {
        let key = try p256(of: root, context: context)
        do throws(SecretError) { return try key.pkcs8().sha256() } catch {
            throw .secret(.memory(error))
        }
    }

    /// A key of secp256k1 of another one and a context.
    ///
    /// - Throws: ``KmsKeyError``.
    public static func secp256k1(
        of root: borrowing PrivateKey, context: [Bytes]
    ) throws(KmsKeyError) -> PrivateKey {
        let secret: SecretBytes
        do throws(SecretDerivationError) {
            secret = try root.derived(
                PrivateKey.byteCount, salt: salt, info: Bytes.joining(context))
        } catch {
            throw .secret(error)
        }
        do throws(PrivateKeyError) { return try PrivateKey(secret) } catch {
            throw .secp256k1(error)
        }
    }
}
