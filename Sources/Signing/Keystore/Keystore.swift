public import Cryptography
public import Primitives

/// What other wallets write beside the definition, each taken only when named.
public struct KeystoreLeniency: OptionSet, Sendable {
    /// One bit for each.
    public let rawValue: Int

    /// The set of these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `aes-128-cbc`, read as what it says. Tools that read it as CTR hand out another key.
    public static let blockChaining = KeystoreLeniency(rawValue: 1)
    /// An empty salt: the file is as weak as its password.
    public static let emptySalt = KeystoreLeniency(rawValue: 2)
    /// A secret of fewer than 32 bytes, whose leading zeros its writer dropped.
    public static let shortSecret = KeystoreLeniency(rawValue: 4)
    /// All of them.
    public static let all: KeystoreLeniency = [.blockChaining, .emptySalt, .shortSecret]
}

/// A file of the Web3 Secret Storage Definition, version 3: a private key under a password.
///
/// A file is somebody else's text: its costs are limited before anything is computed, and a named
/// address must be the key's.
public struct Keystore: Equatable, Sendable {
    /// How the secret is encrypted.
    public enum Cipher: String, Sendable {
        /// AES-128 in counter mode.
        case counter = "aes-128-ctr"
        /// AES-128 in cipher block chaining, without padding.
        case blockChain = "aes-128-cbc"
    }

    /// How the key comes from the password.
    public enum Derivation: Equatable, Sendable {
        /// scrypt with these costs.
        case scrypt(Scrypt)
        /// PBKDF2 with HMAC-SHA-256.
        case pbkdf2(iterations: Int)
    }

    /// The account that the file names; nil when it names none.
    public let address: Address?
    /// The file's id; nil when it has none.
    public let id: String?
    let cipher: Cipher
    let vector: Bytes
    let ciphertext: Bytes
    let derivation: Derivation
    let salt: Bytes
    let derivedCount: Int
    let mac: Hash32
    /// What the file needs of ``KeystoreLeniency``: warnings for who opens it.
    public let needs: KeystoreLeniency

    /// The longest derived key; 32 bytes are used.
    public static let mostDerivedBytes = 1024
}
