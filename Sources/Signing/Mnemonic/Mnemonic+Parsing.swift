import Cryptography
import Primitives

extension Mnemonic {
    /// The mnemonic of these words, white space of any amount between them.
    ///
    /// Words are compared byte by byte: lower case, no abbreviations.
    ///
    /// - Throws: ``MnemonicError`` with the place of the fault.
    public init(words text: borrowing SecretBytes) throws(MnemonicError) {
        let places = Mnemonic.words(in: text)
        guard (12...24).contains(places.count), places.count.isMultiple(of: 3) else {
            throw .wordCount(found: places.count)
        }
        let entropyCount = places.count / 3 * 4
        // The entropy, and one byte for its checksum of up to eight bits.
        var bits = try Mnemonic.memory(entropyCount + 1)
        for (index, place) in places.enumerated() {
            let number = text.withSpan { EnglishWords.index(of: $0.extracting(place)) }
            guard let number else { throw .unknownWord(position: index + 1) }
            bits.write { target in
                unsafe target.withUnsafeMutableBytes { raw in
                    for bit in 0..<11 where number >> (10 - bit) & 1 == 1 {
                        let position = 11 * index + bit
                        unsafe raw[position / 8] |= 0x80 >> UInt8(position % 8)
                    }
                }
            }
        }
        let entropy: SecretBytes
        do throws(SecretError) {
            entropy = try bits.slice(0..<entropyCount)
        } catch {
            throw .failed(.memory(error))
        }
        let mask = UInt8(truncatingIfNeeded: 0xff00 >> (places.count / 3))
        let stated = bits.withSpan { SecretBytes.byte($0, entropyCount) }
        let right = entropy.withSpan { SHA256.hash($0)[0] }
        guard stated & mask == right & mask else { throw .checksum }
        try self.init(entropy: entropy)
    }

    /// Where the words stand.
    private static func words(in text: borrowing SecretBytes) -> [Range<Int>] {
        text.withSpan { span in
            var places: [Range<Int>] = []
            var start: Int?
            for offset in 0...span.byteCount {
                let isEnd: Bool
                if offset == span.byteCount {
                    isEnd = true
                } else {
                    isEnd = [0x20, 0x09, 0x0a, 0x0d].contains(SecretBytes.byte(span, offset))
                }
                if isEnd, let first = start {
                    places.append(first..<offset)
                    start = nil
                } else if !isEnd, start == nil {
                    start = offset
                }
            }
            return places
        }
    }
}
