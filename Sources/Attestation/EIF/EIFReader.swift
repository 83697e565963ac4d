public import Primitives

/// Reads and measures an image whose bytes come in pieces, in memory that does not grow with it.
///
/// Feed it with ``update(_:)`` and end with ``finish()``.
public struct EIFReader {
    private enum State {
        case header
        case sectionHeader(index: Int)
        case content(index: Int, left: UInt64)
        case end
    }

    private var state = State.header
    private var position: UInt64 = 0
    private let fileSize: UInt64?
    private var pending: [UInt8] = []
    private var header: EIFHeader?
    private var checksum = CRC32()
    private var registers = EIFRegisters()
    private var contents = EIFContents()
    /// What is hashed before its checksum is taken: little enough to be at hand still, and enough
    /// that the hash seldom begins anew with bytes that are not.
    private static let cacheable = 65_536

    /// A reader at the beginning of an image.
    ///
    /// - Parameter fileSize: The file's size where it is known: a section that cannot fit is then
    ///   refused before it is read.
    public init(fileSize: UInt64? = nil) {
        self.fileSize = fileSize
    }

    /// Reads the next bytes of the file.
    ///
    /// - Throws: ``EIFError`` with the first fault.
    public mutating func update(_ bytes: Bytes) throws(EIFError) {
        var rest = bytes
        while !rest.isEmpty || isAtEmptyContent {
            switch state {
            case .header: try readHeader(&rest)
            case .sectionHeader(let index): try readSectionHeader(&rest, index)
            case .content(let index, let left): try readContent(&rest, index, left)
            case .end: throw .trailing(offset: position)
            }
        }
    }

    /// What was read, which must be a whole image.
    ///
    /// - Throws: ``EIFError`` when the file ended too early or its parts do not fit together.
    public mutating func finish() throws(EIFError) -> EIFImage {
        try update(Bytes())
        guard let header else { throw .shortHeader(found: pending.count) }
        switch state {
        case .header: throw .shortHeader(found: pending.count)
        case .sectionHeader(let index):
            let missing = EIFHeader.sectionHeaderByteCount - UInt64(pending.count)
            throw .truncated(section: index, missing: missing)
        case .content(let index, let left): throw .truncated(section: index, missing: left)
        case .end: break
        }
        guard checksum.value == header.checksum else {
            throw .checksum(expected: header.checksum, found: checksum.value)
        }
        return try contents.image(header, registers.measurement)
    }

    private var isAtEmptyContent: Bool {
        if case .content(_, 0) = state { true } else { false }
    }

    /// The next `count` bytes once they are there, otherwise nil.
    private mutating func gather(_ rest: inout Bytes, _ count: Int) -> Bytes? {
        let taken = min(count - pending.count, rest.count)
        pending += rest.slice(0..<taken)
        rest = rest.slice(from: taken)
        position += UInt64(taken)
        guard pending.count == count else { return nil }
        defer { pending.removeAll(keepingCapacity: true) }
        return Bytes(pending)
    }

    private mutating func readHeader(_ rest: inout Bytes) throws(EIFError) {
        guard let bytes = gather(&rest, EIFHeader.byteCount) else { return }
        header = try EIFHeader(bytes)
        bytes.slice(0..<EIFHeader.checksumOffset).withSpan { checksum.update($0) }
        state = .sectionHeader(index: 0)
    }

    private mutating func readSectionHeader(
        _ rest: inout Bytes, _ index: Int
    ) throws(EIFError) {
        guard let bytes = gather(&rest, Int(EIFHeader.sectionHeaderByteCount)), let header else {
            return
        }
        let start = position - EIFHeader.sectionHeaderByteCount
        let section = try header.section(
            bytes, index: index, offset: start, fileSize: fileSize)
        try contents.begin(section)
        registers.begin(section.kind)
        bytes.withSpan { checksum.update($0) }
        state = .content(index: index, left: section.size)
    }

    private mutating func readContent(
        _ rest: inout Bytes, _ index: Int, _ left: UInt64
    ) throws(EIFError) {
        let taken = Int(min(left, UInt64(rest.count)))
        let piece = rest.slice(0..<taken)
        rest = rest.slice(from: taken)
        position += UInt64(taken)
        let kind = contents.kind
        var unread = piece
        while !unread.isEmpty {
            // Hashed first: the hash waits for memory without loss, the checksum would not.
            let part = unread.slice(0..<min(unread.count, EIFReader.cacheable))
            part.withSpan { span in
                registers.update(kind, span)
                checksum.update(span)
            }
            unread = unread.slice(from: part.count)
        }
        contents.append(piece)
        guard left == UInt64(taken) else {
            state = .content(index: index, left: left - UInt64(taken))
            return
        }
        state = index + 1 == header?.sectionCount ? .end : .sectionHeader(index: index + 1)
    }
}
