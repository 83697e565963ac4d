import Primitives

/// The 548 bytes at the beginning of an image; all numbers are big-endian.
struct EIFHeader {
    static let byteCount = 548
    /// The checksum is the last member, and covers all of the file but itself.
    static let checksumOffset = 544

    let version: UInt16
    let flags: UInt16
    let sectionCount: Int
    let offsets: [UInt64]
    let sizes: [UInt64]
    let checksum: UInt32

    /// The header that `bytes`, of its length, hold.
    init(_ bytes: Bytes) throws(EIFError) {
        guard bytes.count == EIFHeader.byteCount else { throw .shortHeader(found: bytes.count) }
        let magic = bytes.slice(0..<4)
        guard magic == EIFImage.magic else { throw .magic(magic) }
        version = UInt16(truncatingIfNeeded: EIFHeader.number(bytes, at: 4, width: 2))
        flags = UInt16(truncatingIfNeeded: EIFHeader.number(bytes, at: 6, width: 2))
        guard (2...4).contains(version) else { throw .version(version) }
        let count = UInt16(truncatingIfNeeded: EIFHeader.number(bytes, at: 26, width: 2))
        guard (1...EIFHeader.mostSections).contains(Int(count)) else {
            throw .sectionCount(count)
        }
        sectionCount = Int(count)
        offsets = (0..<EIFHeader.mostSections).map {
            EIFHeader.number(bytes, at: 28 + 8 * $0, width: 8)
        }
        sizes = (0..<EIFHeader.mostSections).map {
            EIFHeader.number(bytes, at: 284 + 8 * $0, width: 8)
        }
        checksum = UInt32(
            truncatingIfNeeded: EIFHeader.number(bytes, at: EIFHeader.checksumOffset, width: 4))
        for unused in sectionCount..<EIFHeader.mostSections {
            for value in [offsets[unused], sizes[unused]] where value != 0 {
                throw .table(section: unused, expected: 0, found: value)
            }
        }
    }

    /// The section whose header `bytes` holds, which stands at `offset` as number `index`, bounded by
    /// the file's size where it is known.
    func section(
        _ bytes: Bytes, index: Int, offset: UInt64, fileSize: UInt64?
    ) throws(EIFError) -> EIFSection {
        let type = UInt16(truncatingIfNeeded: EIFHeader.number(bytes, at: 0, width: 2))
        let flags = UInt16(truncatingIfNeeded: EIFHeader.number(bytes, at: 2, width: 2))
        let size = EIFHeader.number(bytes, at: 4, width: 8)
        guard let kind = EIFSection.Kind(type: type) else {
            throw .sectionType(type, section: index)
        }
        guard offsets[index] == offset else {
            throw .table(section: index, expected: offset, found: offsets[index])
        }
        let content = offset.addingReportingOverflow(EIFHeader.sectionHeaderByteCount)
        let end = content.partialValue.addingReportingOverflow(size)
        guard !content.overflow, !end.overflow, end.partialValue <= UInt64(Int64.max) else {
            throw .overflow(section: index, size: size)
        }
        if let fileSize, end.partialValue > fileSize {
            throw .truncated(section: index, missing: end.partialValue - fileSize)
        }
        guard sizes[index] == size else {
            throw .table(section: index, expected: size, found: sizes[index])
        }
        if let largest = kind.largest, size > largest { throw .tooLarge(kind, size: size) }
        return EIFSection(kind: kind, offset: offset, size: size, flags: flags)
    }

    static func number(_ bytes: Bytes, at offset: Int, width: Int) -> UInt64 {
        bytes.slice(offset..<(offset + width)).reduce(0) { $0 << 8 | UInt64($1) }
    }

    static let sectionHeaderByteCount: UInt64 = 12
    private static let mostSections = 32
}
