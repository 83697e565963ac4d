import Cryptography
import Primitives

/// The words of BIP-39, English, that stand for 16 to 32 bytes of entropy.
public struct Mnemonic: ~Copyable, Sendable {
    /// The entropy, without the checksum.
    let entropy: SecretBytes

    /// The mnemonic of this entropy.
    ///
    /// - Throws: ``MnemonicError/entropyLength(found:)``.
    public init(entropy: consuming SecretBytes) throws(MnemonicError) {
        let count = entropy.count
        guard (16...32).contains(count), count.isMultiple(of: 4) else {
            throw .entropyLength(found: count)
        }
        self.entropy = entropy
    }

    /// A random mnemonic.
    ///
    /// - Parameter wordCount: 12, 15, 18, 21 or 24.
    /// - Returns: A mnemonic of fresh randomness.
    /// - Throws: ``MnemonicError/wordCount(found:)`` for another count.
    public static func generate(wordCount: Int = 24) throws(MnemonicError) -> Mnemonic {
        guard (12...24).contains(wordCount), wordCount.isMultiple(of: 3) else {
            throw .wordCount(found: wordCount)
        }
        let entropy: SecretBytes
        do throws(SecretFailure) {
            entropy = try SecretBytes.random(wordCount / 3 * 4)
        } catch {
            throw .failed(error)
        }
        return try Mnemonic(entropy: entropy)
    }

    /// The number of words.
    public var wordCount: Int { entropy.count / 4 * 3 }

    /// The words in one line, a space between them.
    ///
    /// - Throws: ``MnemonicError/failed(_:)`` without memory.
    public borrowing func phrase() throws(MnemonicError) -> SecretBytes {
        var text = try Mnemonic.memory(wordCount * 9)
        var length = 0
        for index in 0..<wordCount {
            let word = EnglishWords.list[number(at: index)]
            text.write { target in
                unsafe target.withUnsafeMutableBytes { raw in
                    if index > 0 {
                        unsafe raw[length] = 0x20
                        length += 1
                    }
                    for byte in word {
                        unsafe raw[length] = byte
                        length += 1
                    }
                }
            }
        }
        do throws(SecretError) {
            return try text.slice(0..<length)
        } catch {
            throw .failed(.memory(error))
        }
    }

    /// The number of the word at `index`: eleven bits of the entropy and its checksum.
    private borrowing func number(at index: Int) -> Int {
        entropy.withSpan { entropy in
            let checksum = SHA256.hash(entropy)[0]
            var number = 0
            for bit in (11 * index)..<(11 * index + 11) {
                let place = bit / 8
                let byte =
                    place < entropy.byteCount ? SecretBytes.byte(entropy, place) : checksum
                number = number << 1 | Int(byte >> UInt8(7 - bit % 8) & 1)
            }
            return number
        }
    }

    static func memory(_ count: Int) throws(MnemonicError) -> SecretBytes {
        do throws(SecretError) {
            return try SecretBytes(count: count)
        } catch {
            throw .failed(.memory(error))
        }
    }
}
