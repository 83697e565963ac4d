public import Primitives

extension JSONValue {
    /// The value as JSON text; the same value gives the same text.
    ///
    /// Members keep their order and numbers their writing. A `.number` whose text is no JSON number
    /// is written as a string, so that the result is JSON whatever it was made of.
    public func serialized(_ style: JSONStyle = .compact) -> String {
        var writer = JSONWriter(style: style)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The UTF-8 bytes of ``serialized(_:)``.
    public func serializedBytes(_ style: JSONStyle = .compact) -> Bytes {
        var writer = JSONWriter(style: style)
        writer.write(self)
        return Bytes(writer.bytes)
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON in printable ASCII.
    public var description: String { serialized(.compact.ascii) }
}

/// Writes values one after the other.
private struct JSONWriter {
    let style: JSONStyle
    var bytes: [UInt8] = []
    private var level = 0

    /// Room for most values at once, so that growing seldom copies.
    private static let firstCapacity = 512

    init(style: JSONStyle) {
        self.style = style
        bytes.reserveCapacity(JSONWriter.firstCapacity)
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let text) where JSONNumber.isNumber(text): bytes += text.utf8
        case .number(let text), .string(let text): write(text)
        case .array(let items):
            list(open: "[", close: "]", count: items.count) { writer, index in
                writer.write(items[index])
            }
        case .object(let members):
            list(open: "{", close: "}", count: members.count) { writer, index in
                writer.write(members[index].name)
                writer.bytes.append(UInt8(ascii: ":"))
                if writer.style.isPretty { writer.bytes.append(UInt8(ascii: " ")) }
                writer.write(members[index].value)
            }
        }
    }

    private mutating func list(
        open: Unicode.Scalar, close: Unicode.Scalar, count: Int,
        element: (inout JSONWriter, Int) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        level += 1
        for index in 0..<count {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            newLine()
            element(&self, index)
        }
        level -= 1
        if count > 0 { newLine() }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func newLine() {
        guard style.isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * level)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let written: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { utf8 in
            unsafe write(utf8: utf8)
        }
        if written == nil {
            unsafe [UInt8](text.utf8).withUnsafeBufferPointer { utf8 in unsafe write(utf8: utf8) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes the UTF-8 bytes of a text: what needs no escape, which is most, in long pieces.
    private mutating func write(utf8: UnsafeBufferPointer<UInt8>) {
        var place = 0
        while true {
            let start = place
            while unsafe place < utf8.count && isPlain(utf8[place]) { place += 1 }
            unsafe bytes.append(contentsOf: utf8[start..<place])
            guard place < utf8.count else { return }
            unsafe place += writeEscaped(utf8, at: place)
        }
    }

    /// Whether a byte of a text stands for itself.
    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x22 && byte != 0x5c && (byte < 0x7f || !style.isASCII)
    }

    /// Writes the escape of the character at `place`.
    ///
    /// - Returns: How many bytes the character has.
    private mutating func writeEscaped(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let byte = unsafe utf8[place]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): escape(byte)
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
