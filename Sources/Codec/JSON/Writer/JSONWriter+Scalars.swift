import Primitives

extension JSONWriter {
    /// Writes `null`, `true` or `false`.
    @usableFromInline
    mutating func literal(_ word: StaticString) {
        word.withUTF8Buffer { utf8 in unsafe bytes.append(contentsOf: utf8) }
    }

    /// Writes a number.
    mutating func number(_ value: UInt64) { bytes += value.description.utf8 }

    /// Writes a string of `0x` and the digits of `raw`.
    mutating func hex(_ raw: UnsafeRawBufferPointer) {
        bytes.append(UInt8(ascii: "\""))
        unsafe Hex.append(raw, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a text in quotes.
    mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let written: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { utf8 in
            unsafe escaping(utf8)
        }
        if written == nil {
            unsafe [UInt8](text.utf8).withUnsafeBufferPointer { utf8 in unsafe escaping(utf8) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// How many bytes of a text are looked at together.
    private static let pieceBytes = 512

    /// Writes the UTF-8 bytes of a text, in pieces. Quotes, which texts of JSON within JSON are full
    /// of, are escaped within a piece; what else needs an escape ends it.
    private mutating func escaping(_ utf8: UnsafeBufferPointer<UInt8>) {
        var place = 0
        while place < utf8.count {
            let end = Swift.min(place + JSONWriter.pieceBytes, utf8.count)
            unsafe withUnsafeTemporaryAllocation(
                of: UInt8.self, capacity: 2 * JSONWriter.pieceBytes
            ) { piece in
                var count = 0
                while place < end {
                    let byte = unsafe utf8[place]
                    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                        unsafe piece[count] = UInt8(ascii: "\\")
                        count += 1
                    } else if !isPlain(byte) {
                        break
                    }
                    unsafe piece[count] = byte
                    count += 1
                    place += 1
                }
                unsafe bytes.append(
                    contentsOf: UnsafeMutableBufferPointer(rebasing: piece[..<count]))
            }
            if place < end { unsafe place += escape(utf8, at: place) }
        }
    }

    /// Whether a byte of a text that is no quote or backslash stands for itself.
    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && (byte < 0x7f || !style.isASCII)
    }

    /// Writes the escape of the character at `place`.
    ///
    /// - Returns: How many bytes the character has.
    private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let byte = unsafe utf8[place]
        switch byte {
        case 0x08: escape(UInt8(ascii: "b"))
        case 0x0c: escape(UInt8(ascii: "f"))
        case 0x0a: escape(UInt8(ascii: "n"))
        case 0x0d: escape(UInt8(ascii: "r"))
        case 0x09: escape(UInt8(ascii: "t"))
        case 0..<0x80: escape(UInt16(byte))
        default:
            // A Swift text is well-formed: the first byte says how many there are.
            let count = Swift.min(byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4, utf8.count - place)
            let character = unsafe String(decoding: utf8[place..<(place + count)], as: UTF8.self)
            for unit in character.utf16 { escape(unit) }
            return count
        }
        return 1
    }

    /// Writes a backslash and a letter.
    private mutating func escape(_ letter: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        bytes += digits.utf8
    }
}
