import Primitives

/// Reads DER (X.690) as far as Intel's and dstack's extensions need it: one-byte tags, definite lengths in
/// their shortest form.
struct DERReader {
    private let bytes: Bytes
    private var offset = 0

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// Whether all is read.
    var isAtEnd: Bool { offset == bytes.count }

    /// How many bytes are left.
    var restCount: Int { bytes.count - offset }

    /// The next item's content, if its tag is the one expected.
    mutating func item(_ tag: UInt8) -> Bytes? {
        guard offset + 2 <= bytes.count, bytes[offset] == tag else { return nil }
        let first = Int(bytes[offset + 1])
        var start = offset + 2
        var count = first
        if first >= 0x80 {
            let width = first & 0x7f
            guard (1...3).contains(width), start + width <= bytes.count else { return nil }
            count = bytes.slice(start..<(start + width)).reduce(0) { $0 << 8 | Int($1) }
            start += width
            guard count >= (width == 1 ? 0x80 : 1 << (8 * (width - 1))) else { return nil }
        }
        guard count <= bytes.count - start else { return nil }
        offset = start + count
        return bytes.slice(start..<offset)
    }

    /// The one item of these bytes.
    static func only(_ tag: UInt8, in bytes: Bytes) -> Bytes? {
        var reader = DERReader(bytes)
        guard let content = reader.item(tag), reader.isAtEnd else { return nil }
        return content
    }

    /// Not negative, and at most 32 bits.
    static func number(_ content: Bytes) -> UInt64? {
        guard let first = content.first, first < 0x80, content.count <= 5 else { return nil }
        guard content.count == 1 || first != 0 || content[1] >= 0x80 else { return nil }
        return content.reduce(0) { $0 << 8 | UInt64($1) }
    }

    static let sequence: UInt8 = 0x30, objectIdentifier: UInt8 = 0x06, octetString: UInt8 = 0x04,
        integer: UInt8 = 0x02
}
