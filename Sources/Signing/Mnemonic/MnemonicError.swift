public import Cryptography

/// Why words are no mnemonic, or give no seed. Names places, never words.
public enum MnemonicError: Error, Equatable, Sendable {
    /// There are not 12, 15, 18, 21 or 24 words.
    case wordCount(found: Int)
    /// The word with this number, counted from 1, is not in the list.
    case unknownWord(position: Int)
    /// The last word's checksum does not fit the others.
    case checksum
    /// The entropy is not 16, 20, 24, 28 or 32 bytes long.
    case entropyLength(found: Int)
    /// The passphrase has a character whose normal form NFKD is not computed here.
    case compatibilityCharacter(value: UInt32)
    /// The passphrase is no UTF-8.
    case passphraseEncoding
    /// There is no memory, or no randomness.
    case failed(SecretFailure)
    /// The seed could not be derived.
    case derivation(KeyDerivationError)
}

extension MnemonicError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .wordCount(let found): "\(found) words, not 12, 15, 18, 21 or 24"
        case .unknownWord(let position): "word \(position) is not in the English list of BIP-39"
        case .checksum: "the words' checksum is wrong: a word is mistaken or out of its place"
        case .entropyLength(let found): "\(found) bytes of entropy, not 16, 20, 24, 28 or 32"
        case .compatibilityCharacter(let value):
            "the passphrase has U+\(String(value, radix: 16, uppercase: true)), whose form NFKD is"
                + " another character: type that one"
        case .passphraseEncoding: "the passphrase is no UTF-8"
        case .failed(let error): error.description
        case .derivation(let error): error.description
        }
    }
}
