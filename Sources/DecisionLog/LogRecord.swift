public import Codec
public import Primitives

/// One record as it stands in the log: a line of canonical JSON (compact, ASCII, its members in
/// their order) with its index and the hash of the record before it.
public struct LogRecord: Hashable, Sendable {
    /// The place in the log, from 0.
    public let index: UInt64
    /// The leaf hash of the record before; zero for the first.
    public let previous: Hash32
    /// What is recorded.
    public let content: JSONValue
    /// The line without its line feed: what the leaf hash covers.
    public let line: Bytes

    /// The largest line, in bytes.
    public static let mostBytes = 1 << 20
    static let limits = JSONLimits(byteCount: mostBytes, depth: 32, valueCount: 100_000)

    /// The record that a line writes; nil when the line is not exactly what a log writes.
    public init?(line: Bytes) {
        guard let value = try? JSONValue(parsing: line, limits: LogRecord.limits),
            let members = value.object, members.count == 3, members[0].isNamed("index"),
            members[1].isNamed("previous"), members[2].isNamed("record"),
            let index = members[0].value.integer(as: UInt64.self),
            let previous = members[1].value.string.flatMap({ try? Hash32(hex: $0) }),
            value.serializedBytes(.compact.ascii) == line
        else { return nil }
        self.index = index
        self.previous = previous
        content = members[2].value
        self.line = line
    }

    /// The hash of the record as a leaf of the tree.
    public var leaf: Hash32 { MerkleHash.leaf(line) }

    /// Appends the line of a record at a place in the log, with its line feed.
    ///
    /// - Parameters:
    ///   - record: What is recorded.
    ///   - index: The place.
    ///   - previous: The leaf hash of the record before.
    ///   - block: What the line is appended to.
    /// - Returns: The line's leaf hash; nil when the record is too large, and nothing is appended.
    static func append(
        _ record: any JSONWritable, index: UInt64, previous: Hash32, to block: inout [UInt8]
    ) -> Hash32? {
        let start = block.count
        block += "{\"index\":".utf8
        DecimalText.append(index, to: &block)
        block += ",\"previous\":\"".utf8
        unsafe previous.withUnsafeBytes { raw in unsafe Hex.append(raw, to: &block) }
        block += "\",\"record\":".utf8
        JSONWriter.append(record, .compact.ascii, to: &block)
        block += "}".utf8
        guard block.count - start <= mostBytes else {
            block.removeLast(block.count - start)
            return nil
        }
        let leaf = unsafe MerkleHash.leaf(block.span.extracting(start...).bytes)
        block.append(0x0a)
        return leaf
    }
}

/// Where a record stands, once it is on the disk.
public struct LogReceipt: Hashable, Sendable {
    /// The place in the log, from 0.
    public let index: UInt64
    /// The leaf hash, which names the record.
    public let leaf: Hash32
    /// The signature over what was to be stated about the record; nil where nothing was, or OpenSSL
    /// cannot sign.
    public internal(set) var attestation: LogAttestation?
}
