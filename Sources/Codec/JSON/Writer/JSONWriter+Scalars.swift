import Primitives

extension JSONWriter {
    /// Writes `null`, `true` or `false`.
    @usableFromInline
    mutating func literal(_ word: StaticString) {
        word.withUTF8Buffer { word in unsafe utf8.append(word) }
    }

    /// Writes a number.
    mutating func number(_ value: UInt64) {
        unsafe utf8.append(atMost: DecimalText.mostBytes) { target in
            unsafe DecimalText.write(value, to: target)
        }
    }

    /// Writes the text of a number.
    mutating func number(_ text: String) {
        unsafe text.utf8Span.span.withUnsafeBufferPointer { text in unsafe utf8.append(text) }
    }

    /// Writes a string of `0x` and the digits of `raw`.
    mutating func hex(_ raw: UnsafeRawBufferPointer) {
        let count = 2 * raw.count + 4
        unsafe utf8.append(atMost: count) { target in
            unsafe target[0] = UInt8(ascii: "\"")
            unsafe target[1] = UInt8(ascii: "0")
            unsafe target[2] = UInt8(ascii: "x")
            unsafe Hex.encode(
                raw, into: UnsafeMutableBufferPointer(start: target + 3, count: 2 * raw.count))
            unsafe target[count - 1] = UInt8(ascii: "\"")
            return count
        }
    }

    /// Writes a text in quotes.
    mutating func text(_ text: String) {
        unsafe text.utf8Span.span.withUnsafeBufferPointer { text in unsafe self.text(text) }
    }

    /// Writes a text, given in UTF-8, in quotes.
    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        utf8.append(UInt8(ascii: "\""))
        unsafe escaping(text)
        utf8.append(UInt8(ascii: "\""))
    }

    /// How many bytes of a text are looked at together.
    private static let pieceBytes = 1_024

    /// Writes the UTF-8 bytes of a text, in pieces. Quotes, which texts of JSON within JSON are full
    /// of, are escaped within a piece; what else needs an escape ends it.
    private mutating func escaping(_ text: UnsafeBufferPointer<UInt8>) {
        var place = 0
        while place < text.count {
            let end = Swift.min(place + JSONWriter.pieceBytes, text.count)
            unsafe utf8.append(atMost: 2 * (end - place) + 8) { target in
                unsafe style.copyPlain(text, from: &place, upTo: end, to: target)
            }
            if place < end { unsafe place += escape(text, at: place) }
        }
    }

    /// Writes the escape of the character at `place`.
    ///
    /// - Returns: How many bytes the character has.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let byte = unsafe text[place]
        switch byte {
        case 0x08: escape(UInt8(ascii: "b"))
        case 0x0c: escape(UInt8(ascii: "f"))
        case 0x0a: escape(UInt8(ascii: "n"))
        case 0x0d: escape(UInt8(ascii: "r"))
        case 0x09: escape(UInt8(ascii: "t"))
        case 0..<0x80: escape(UInt16(byte))
        default:
            // A Swift text is well-formed: the first byte says how many there are.
            let count = Swift.min(byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4, text.count - place)
            let character = unsafe String(decoding: text[place..<(place + count)], as: UTF8.self)
            for unit in character.utf16 { escape(unit) }
            return count
        }
        return 1
    }

    /// Writes a backslash and a letter.
    private mutating func escape(_ letter: UInt8) {
        utf8.append(UInt8(ascii: "\\"))
        utf8.append(letter)
    }

    private mutating func escape(_ unit: UInt16) {
        escape(UInt8(ascii: "u"))
        unsafe withUnsafeBytes(of: unit.bigEndian) { raw in
            unsafe utf8.append(atMost: 4) { target in
                unsafe Hex.encode(raw, into: UnsafeMutableBufferPointer(start: target, count: 4))
                return 4
            }
        }
    }
}

extension JSONStyle {
    /// Copies bytes that stand for themselves, and quotes and backslashes with their escape, up to the
    /// first other byte; `target` has room for two bytes for each, and eight more.
    ///
    /// - Returns: How many bytes were written.
    fileprivate func copyPlain(
        _ text: UnsafeBufferPointer<UInt8>, from place: inout Int, upTo end: Int,
        to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        guard let from = text.baseAddress else { return 0 }
        var count = 0
        while end - place >= 8 {
            let word = unsafe UnsafeRawPointer(from + place).loadUnaligned(as: UInt64.self)
            var rest = EightBytes(UInt64(littleEndian: word), marks: marks(word))
            unsafe rest.store(at: target + count)
            while let plain = rest.plainBytes {
                (place, count) = (place + plain, count + plain)
                rest.drop(plain)
                if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "\\") {
                    unsafe target[count] = UInt8(ascii: "\\")
                    count += 1
                    // The byte, and what is behind it, one place further on.
                    unsafe rest.store(at: target + count)
                } else if !isPlain(rest.first) {
                    return count
                }
                (place, count) = (place + 1, count + 1)
                rest.drop(1)
            }
            (place, count) = (place + rest.count, count + rest.count)
        }
        while place < end {
            let byte = unsafe from[place]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                unsafe target[count] = UInt8(ascii: "\\")
                count += 1
            } else if !isPlain(byte) {
                return count
            }
            unsafe target[count] = byte
            (place, count) = (place + 1, count + 1)
        }
        return count
    }

    /// The top bit of each byte of a word that may not stand for itself.
    @inline(__always)
    private func marks(_ word: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: word)
        let marks = JSONScanner.escapedBytes(word)
        guard isASCII else { return marks }
        return marks | word & 0x8080_8080_8080_8080 | JSONScanner.bytes(word, equal: 0x7f)
    }

    /// Whether a byte of a text that is no quote or backslash stands for itself.
    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && (byte < 0x7f || !isASCII)
    }
}

/// What is left of eight bytes of a text, the first in the lowest place.
private struct EightBytes {
    private(set) var count = 8
    private var word: UInt64
    private var marks: UInt64

    @inline(__always)
    init(_ word: UInt64, marks: UInt64) {
        self.word = word
        self.marks = marks
    }

    var first: UInt8 { UInt8(truncatingIfNeeded: word) }

    /// How many bytes there are before the first mark; nil without a mark.
    @inline(__always)
    var plainBytes: Int? { marks == 0 ? nil : marks.trailingZeroBitCount / 8 }

    /// Drops fewer than eight bytes.
    @inline(__always)
    mutating func drop(_ bytes: Int) {
        word &>>= UInt64(8 * bytes)
        marks &>>= UInt64(8 * bytes)
        count -= bytes
    }

    /// Writes eight bytes, of which the first `count` are those of the text.
    @inline(__always)
    func store(at target: UnsafeMutablePointer<UInt8>) {
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
