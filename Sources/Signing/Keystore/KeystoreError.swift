public import Codec
public import Cryptography
public import Primitives

/// Why a keystore does not open.
public enum KeystoreError: Error, Equatable, Sendable {
    /// The text is no JSON.
    case json(JSONError)
    /// A member is missing.
    case missing(member: String)
    /// A member stands twice, as `crypto` and as `Crypto`.
    case twice(member: String)
    /// A member is of another type, or a number outside of its range.
    case type(member: String)
    /// A member's text is no hex, or of the wrong length.
    case hex(member: String, HexError)
    /// The version is not 3.
    case version(found: String)
    /// The cipher is none that is taken; `aes-128-cbc` is by ``KeystoreLeniency/blockChaining``.
    case cipher(found: String)
    /// The key derivation is neither scrypt nor pbkdf2.
    case derivation(found: String)
    /// The hash of pbkdf2 is not hmac-sha256.
    case pseudorandomFunction(found: String)
    /// The derived key is shorter than what the MAC needs, or absurdly long.
    case derivedKeyLength(found: Int)
    /// The cost is not allowed by the definition, or beyond the limits.
    case cost(KeyDerivationError)
    /// The salt is empty; taken by ``KeystoreLeniency/emptySalt``.
    case emptySalt
    /// The secret is not 32 bytes long; shorter ones are taken by ``KeystoreLeniency/shortSecret``.
    case secretLength(found: Int)
    /// The password is wrong, or the file was altered: the two cannot be told apart.
    case mac
    /// The secret is no private key.
    case key(PrivateKeyError)
    /// The file says that it holds the key of another account.
    case address(stated: Address, found: Address)
    /// A secret has no memory, or OpenSSL failed.
    case failed(SecretFailure)
}

extension KeystoreError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .json(let error): "the keystore is no JSON: \(error)"
        case .missing(let member): "the keystore has no \(member)"
        case .twice(let member): "the keystore has \(member) twice"
        case .type(let member): "the keystore's \(member) is not of its type or range"
        case .hex(let member, let error): "the keystore's \(member): \(error)"
        case .version(let found): "keystore version \(escaped(found)), not 3"
        case .cipher(let found): "cipher \(escaped(found)), not aes-128-ctr"
        case .derivation(let found): "key derivation \(escaped(found)), not scrypt or pbkdf2"
        case .pseudorandomFunction(let found): "prf \(escaped(found)), not hmac-sha256"
        case .derivedKeyLength(let found): "dklen \(found), not 32 to \(Keystore.mostDerivedBytes)"
        case .cost(let error): "the keystore's cost: \(error)"
        case .emptySalt: "the keystore's salt is empty"
        case .secretLength(let found): "a secret of \(found) bytes, not 32"
        case .mac: "wrong password, or the file was altered"
        case .key(let error): error.description
        case .address(let stated, let found):
            "the keystore names \(stated), but its key is that of \(found)"
        case .failed(let error): error.description
        }
    }

    private func escaped(_ text: String) -> String {
        JSONValue.string(String(text.prefix(80))).serialized(.compact.ascii)
    }
}
