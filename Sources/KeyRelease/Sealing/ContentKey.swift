import Cryptography
import Primitives
import Signing

/// The key of one message, and how its reader gets it.
struct ContentKey: ~Copyable {
    let content: SecretBytes
    let encapsulation: Bytes

    private init(_ content: consuming SecretBytes, _ encapsulation: Bytes) {
        self.content = content
        self.encapsulation = encapsulation
    }

    /// A fresh key for the owner of `key`.
    init(for key: SealingKey) throws {
        switch key.form {
        case .rsa(let key): self = try ContentKey.transported(to: key)
        case .x25519(let point): self = try ContentKey.agreed(with: point)
        case .p256(let point): self = try ContentKey.agreed(onP256: point)
        }
    }

    private static func transported(to key: RSAOAEP.PublicKey) throws -> ContentKey {
        let content = try SecretBytes.random(AES256GCM.keyBytes)
        let sealed = try content.withSpan { span in try key.seal(span) }
        return ContentKey(content, sealed)
    }

    private static func agreed(with point: Hash32) throws -> ContentKey {
        let own = try X25519Key(SecretBytes.random(32))
        let shared = try own.agreement(with: point)
        return ContentKey(
            try derived(shared, made: own.publicKey.bytes, owner: point.bytes),
            own.publicKey.bytes)
    }

    private static func agreed(onP256 point: Bytes) throws -> ContentKey {
        let own = try P256Key(SecretBytes.random(P256Key.byteCount))
        let shared = try own.agreement(with: point)
        return ContentKey(try derived(shared, made: own.point, owner: point), own.point)
    }

    /// The key of an agreement, with both public keys as context.
    static func derived(
        _ shared: borrowing SecretBytes, made: Bytes, owner: Bytes
    ) throws(SecretDerivationError) -> SecretBytes {
        try shared.derived(
            AES256GCM.keyBytes, salt: Bytes(utf8: "dstack-keyd-seal-v1"),
            info: made + owner)
    }
}
