public import Primitives

/// Recursive Length Prefix (yellow paper, appendix B): byte strings and lists of items, each with
/// exactly one encoding. Everything here refuses the others.
public enum RLP {
    /// How many lists may lie within each other.
    public static let maximumDepth = 64
    /// The header of the empty byte string, which is also the integer zero.
    public static let emptyString: UInt8 = 0x80
    /// The header of the empty list.
    public static let emptyList: UInt8 = 0xc0
    /// The longest payload whose length fits into the first byte of a header.
    public static let longestShortPayload = 55

    /// The item that `bytes` encode, its strings sharing their storage.
    ///
    /// - Throws: ``RLPError`` at the first rule broken; ``RLPError/Rule/trailing`` comes last.
    public static func decode(_ bytes: Bytes) throws(RLPError) -> Item {
        try bytes.withSpan { span throws(RLPError) in
            var reader = RLPReader(span)
            let item = try reader.item(sharing: bytes)
            try reader.finish()
            return item
        }
    }

    /// The encoding of `item`, in one allocation.
    public static func encode(_ item: Item) -> Bytes {
        var payloads: [Int] = []
        let size = item.measure(into: &payloads)
        return RLPWriter.bytes(count: size) { writer in
            var next = 0
            item.write(to: &writer, payloads: payloads, next: &next)
        }
    }
}
