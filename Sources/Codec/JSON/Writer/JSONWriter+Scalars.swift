public import Primitives

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
    public mutating func text(utf8 text: Bytes) {
        unsafe text.withUnsafeBytes { raw in
            unsafe self.text(raw.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// Writes a text, given in UTF-8, in quotes.
    private mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        utf8.append(UInt8(ascii: "\""))
        unsafe escaping(text)
        utf8.append(UInt8(ascii: "\""))
    }

    /// Writes the UTF-8 bytes of a text. Quotes, which texts of JSON within JSON are full of, are
    /// escaped while it is copied; what else needs an escape stops the copy.
    private mutating func escaping(_ text: UnsafeBufferPointer<UInt8>) {
        let isASCII = style.isASCII
        var place = 0
        while place < text.count {
            let rest = unsafe UnsafeBufferPointer(rebasing: text[place...])
            unsafe utf8.append(atMost: 2 * rest.count) { target in
                let (taken, written) = unsafe QuotedText.copy(rest, to: target, isASCII: isASCII)
                place += taken
                return written
            }
            if place < text.count { unsafe place += escape(text, at: place) }
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
