public import Codec
import Cryptography
public import Primitives
public import Signing

/// Keys that only the owner of one private key can read.
///
/// A fresh key of 32 bytes encrypts them with AES-256-GCM. It is sealed by RSA-OAEP, or comes by
/// HKDF-SHA-256 of an agreement of X25519 or P-256 with a key made for this message, with both public
/// keys as context. What the keys are for is bound in as the cipher's associated data.
public struct SealedKeys: Hashable, Sendable {
    /// To what kind of key.
    public let kind: SealingKey.Kind
    /// RSA: the sealed key. X25519 and P-256: the public key made for this message.
    public let encapsulation: Bytes
    /// The cipher's nonce.
    public let nonce: Bytes
    /// Ciphertext and tag.
    public let ciphertext: Bytes

    /// Seals `secret` to `key`.
    ///
    /// - Parameters:
    ///   - secret: What is sealed.
    ///   - key: Whose owner can open it.
    ///   - purpose: What it is for; who opens it must say the same.
    /// - Throws: ``SealingError``.
    public init(
        sealing secret: borrowing SecretBytes, to key: SealingKey, purpose: Bytes
    ) throws(SealingError) {
        do {
            let envelope = try ContentKey(for: key)
            let nonce = try SystemRandom.bytes(AES256GCM.nonceBytes)
            ciphertext = try secret.withSpan { secret in
                try envelope.content.withSpan { content in
                    try AES256GCM.seal(secret, key: content, nonce: nonce, context: purpose)
                }
            }
            kind = key.kind
            encapsulation = envelope.encapsulation
            self.nonce = nonce
        } catch X25519.Failure.smallOrder {
            throw .smallOrder
        } catch {
            throw .failed("\(error)")
        }
    }

    /// The keys, opened with the owner's private key.
    ///
    /// - Parameters:
    ///   - key: The 32 bytes of an X25519 secret, or the PEM text of a private key of RSA or P-256.
    ///   - purpose: What they are for.
    /// - Returns: The keys.
    /// - Throws: ``SealingError/closed`` for another key, another purpose or altered bytes.
    public func open(
        with key: borrowing SecretBytes, purpose: Bytes
    ) throws(SealingError) -> SecretBytes {
        do {
            let content = try contentKey(key)
            guard ciphertext.count >= AES256GCM.tagBytes, nonce.count == AES256GCM.nonceBytes
            else { throw SealingError.closed }
            var target = try SecretBytes(count: ciphertext.count - AES256GCM.tagBytes)
            let isOpen = try target.write { target in
                try content.withSpan { content in
                    try AES256GCM.open(
                        ciphertext, key: content, nonce: nonce, context: purpose, into: &target)
                }
            }
            guard isOpen else { throw SealingError.closed }
            return target
        } catch let error as SealingError {
            throw error
        } catch X25519.Failure.smallOrder {
            throw .smallOrder
        } catch P256KeyError.point {
            throw .closed
        } catch {
            throw .failed("\(error)")
        }
    }

    private func contentKey(_ key: borrowing SecretBytes) throws -> SecretBytes {
        switch kind {
        case .rsa:
            var content = try SecretBytes(count: AES256GCM.keyBytes)
            let isOpen = try content.write { target in
                try key.withSpan { pem in
                    try RSAOAEP.open(encapsulation, pem: pem, into: &target)
                }
            }
            guard isOpen else { throw SealingError.closed }
            return content
        case .x25519:
            guard let made = Hash32(encapsulation), key.count == 32 else {
                throw SealingError.closed
            }
            let own = try X25519Key(key.slice(0..<32))
            return try ContentKey.derived(
                own.agreement(with: made), made: made.bytes, owner: own.publicKey.bytes)
        case .p256:
            let own = try P256Key(pem: key)
            return try ContentKey.derived(
                own.agreement(with: encapsulation), made: encapsulation, owner: own.point)
        }
    }
}

extension SealedKeys {
    /// The members of the answer.
    public var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "encapsulation": .string(encapsulation.hex),
            "nonce": .string(nonce.hex), "ciphertext": .string(ciphertext.hex),
        ]
    }

    /// Sealed keys as an answer has them; nil for anything else.
    public init?(json value: JSONValue) {
        guard let name = value["kind"]?.string, let kind = SealingKey.Kind(rawValue: name) else {
            return nil
        }
        self.kind = kind
        var parts: [Bytes] = []
        for name in ["encapsulation", "nonce", "ciphertext"] {
            guard let text = value[name]?.string, let bytes = try? Bytes(hex: text) else {
                return nil
            }
            parts.append(bytes)
        }
        encapsulation = parts[0]
        nonce = parts[1]
        ciphertext = parts[2]
    }
}

/// Why keys were not sealed or not opened.
public enum SealingError: Error, Hashable, Sendable {
    /// Another key, another purpose, or altered bytes.
    case closed
    /// The other side's key of X25519 gives no secret.
    case smallOrder
    /// Memory, randomness or OpenSSL failed.
    case failed(String)
}

extension SealingError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .closed: "the sealed keys are for another key or purpose, or were altered"
        case .smallOrder: "the key of X25519 is a point of small order"
        case .failed(let text): text
        }
    }
}
