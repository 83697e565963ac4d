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
        if !writePlain(text) { writeEscaped(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a text in which nothing has to be escaped, as most are, in one piece.
    ///
    /// - Returns: Whether it was one; if not, nothing is written.
    private mutating func writePlain(_ text: String) -> Bool {
        let start = bytes.count
        bytes += text.utf8
        for index in start..<bytes.count {
            let byte = bytes[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5c || byte >= 0x7f else { continue }
            if byte > 0x7f, !style.isASCII { continue }
            bytes.removeSubrange(start...)
            return false
        }
        return true
    }

    private mutating func writeEscaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "#"..."[", "]"..."~", " ", "!": bytes.append(UInt8(scalar.value))
            case "\"", "\\":
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(scalar.value))
            case "\u{8}": bytes += "\\b".utf8
            case "\u{c}": bytes += "\\f".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case "\u{0}"..<" ": escape(UInt16(scalar.value))
            default:
                if style.isASCII {
                    for unit in UTF16.encode(scalar) ?? .init() { escape(unit) }
                } else {
                    bytes += UTF8.encode(scalar) ?? .init()
                }
            }
        }
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        bytes += digits.utf8
    }
}
