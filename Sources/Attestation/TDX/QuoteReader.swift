import Primitives

/// Reads little-endian fields one after the other, never beyond the end.
struct QuoteReader {
    let bytes: Bytes
    private(set) var offset = 0

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// How many bytes are left.
    var rest: Int { bytes.count - offset }

    mutating func take(_ count: Int) throws(TDXQuoteError) -> Bytes {
        guard count >= 0, count <= rest else { throw .truncated(offset: offset, needed: count) }
        defer { offset += count }
        return bytes.slice(offset..<(offset + count))
    }

    mutating func uint16() throws(TDXQuoteError) -> UInt16 {
        UInt16(truncatingIfNeeded: QuoteReader.number(try take(2)))
    }

    mutating func uint32() throws(TDXQuoteError) -> UInt32 {
        UInt32(truncatingIfNeeded: QuoteReader.number(try take(4)))
    }

    /// The number of bytes in little-endian order, of at most eight.
    static func number(_ bytes: Bytes) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
