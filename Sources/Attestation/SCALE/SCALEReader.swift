import Primitives

/// Reads values of SCALE one after the other, with checked lengths.
struct SCALEReader {
    let bytes: Bytes
    private(set) var offset: Int

    init(_ bytes: Bytes, from offset: Int) {
        self.bytes = bytes
        self.offset = min(max(0, offset), bytes.count)
    }

    mutating func take(_ count: Int) throws(SCALEError) -> Bytes {
        guard count >= 0, count <= bytes.count - offset else {
            throw SCALEError(rule: .end, offset: offset)
        }
        defer { offset += count }
        return bytes.slice(offset..<(offset + count))
    }

    /// A number of fixed width, little-endian.
    mutating func number(width: Int) throws(SCALEError) -> UInt64 {
        try take(width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A length in compact form, in the shortest mode that it fits.
    mutating func length() throws(SCALEError) -> Int {
        let start = offset
        let first = try number(width: 1)
        let (value, least): (UInt64, UInt64)
        switch first & 3 {
        case 0: (value, least) = (first >> 2, 0)
        case 1: (value, least) = ((first | (try number(width: 1)) << 8) >> 2, 1 << 6)
        case 2: (value, least) = ((first | (try number(width: 3)) << 8) >> 2, 1 << 14)
        // Four bytes and more: beyond every input that is read.
        default: throw SCALEError(rule: .compact, offset: start)
        }
        guard value >= least else { throw SCALEError(rule: .compact, offset: start) }
        return Int(value)
    }

    /// A list of bytes.
    mutating func byteList() throws(SCALEError) -> Bytes { try take(try length()) }

    /// A text.
    mutating func text() throws(SCALEError) -> String {
        let start = offset
        guard let text = String(validating: try byteList(), as: UTF8.self) else {
            throw SCALEError(rule: .utf8, offset: start)
        }
        return text
    }

    /// A list; each element has at least `leastBytes`.
    mutating func list<Element>(
        leastBytes: Int, _ element: (inout SCALEReader) throws(SCALEError) -> Element
    ) throws(SCALEError) -> [Element] {
        let start = offset
        let count = try length()
        guard count <= (bytes.count - offset) / max(1, leastBytes) else {
            throw SCALEError(rule: .count, offset: start)
        }
        var list: [Element] = []
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    /// The end of the bytes.
    func end() throws(SCALEError) {
        guard offset == bytes.count else { throw SCALEError(rule: .trailing, offset: offset) }
    }
}
