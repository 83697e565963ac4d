public import Primitives

/// LZ4 (lz4_Frame_format.md 1.6.4, lz4_Block_format.md): frames of independent blocks, which
/// `lz4 -d` reads, too.
public enum LZ4 {
    /// The most bytes of a block: 4 MiB.
    static let blockByteCount = 4 << 20
    private static let magic: [UInt8] = [0x04, 0x22, 0x4d, 0x18]
    /// Version 1, independent blocks; blocks of 4 MiB.
    private static let descriptor: [UInt8] = [0x60, 0x70]

    /// A frame of `bytes`; the same bytes always give the same frame.
    public static func compress(_ bytes: Bytes) -> Bytes {
        var parts = [Bytes(magic + descriptor + [checksum])]
        for start in stride(from: 0, to: bytes.count, by: blockByteCount) {
            let plain = Array(bytes.slice(start..<min(start + blockByteCount, bytes.count)))
            let packed = LZ4Encoder.block(plain)
            let isSmaller = packed.count < plain.count
            let size = UInt32(isSmaller ? packed.count : plain.count)
            parts.append(Bytes(little(isSmaller ? size : size | 0x8000_0000)))
            parts.append(Bytes(isSmaller ? packed : plain))
        }
        parts.append(Bytes(little(0)))
        return Bytes.joining(parts)
    }

    /// The bytes of a frame as ``compress(_:)`` makes it.
    ///
    /// - Parameters:
    ///   - frame: The frame.
    ///   - limit: The most bytes that may come out.
    /// - Returns: Nil for anything that is no such frame, or that holds more.
    public static func decompress(_ frame: Bytes, limit: Int) -> Bytes? {
        let head = magic + descriptor + [checksum]
        guard frame.count >= head.count, Array(frame.slice(0..<head.count)) == head else {
            return nil
        }
        var parts: [Bytes] = []
        var total = 0
        var place = head.count
        while true {
            guard let word = little(frame, at: place) else { return nil }
            place += 4
            if word == 0 { return place == frame.count ? Bytes.joining(parts) : nil }
            let size = Int(word & 0x7fff_ffff)
            guard size <= blockByteCount, size <= frame.count - place else { return nil }
            let block = frame.slice(place..<(place + size))
            place += size
            let isPlain = word & 0x8000_0000 != 0
            guard let plain = isPlain ? block : LZ4Decoder.block(Array(block)) else { return nil }
            total += plain.count
            guard total <= limit else { return nil }
            parts.append(plain)
        }
    }

    private static func little(_ word: UInt32) -> [UInt8] {
        (UInt32(0)..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }

    private static func little(_ bytes: Bytes, at place: Int) -> UInt32? {
        guard place <= bytes.count - 4 else { return nil }
        return (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }

    /// The second byte of the XXH32 of the descriptor.
    private static var checksum: UInt8 {
        // XXH32 of fewer than four bytes, seed zero.
        var hash = UInt32(0) &+ 374_761_393 &+ UInt32(descriptor.count)
        for byte in descriptor {
            hash = hash &+ UInt32(byte) &* 374_761_393
            hash = (hash << 11 | hash >> 21) &* 2_654_435_761
        }
        hash = (hash ^ hash >> 15) &* 2_246_822_519
        hash = (hash ^ hash >> 13) &* 3_266_489_917
        hash ^= hash >> 16
        return UInt8(truncatingIfNeeded: hash >> 8)
    }
}

/// Packs a block greedily: the last place of every four bytes is where a repetition may begin.
private enum LZ4Encoder {
    private static let tableBits = UInt32(16)
    /// A block ends with five literals at least, and no repetition begins in its last twelve bytes.
    private static let lastLiterals = 5
    private static let lastMatch = 12

    static func block(_ plain: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = []
        packed.reserveCapacity(plain.count / 2)
        var table = [Int](repeating: -1, count: 1 << tableBits)
        var anchor = 0
        var place = 0
        while place + lastMatch < plain.count {
            let word = four(plain, place)
            let slot = Int((word &* 2_654_435_761) >> (32 - tableBits))
            let before = table[slot]
            table[slot] = place
            guard before >= 0, place - before <= 65_535, four(plain, before) == word else {
                place += 1
                continue
            }
            var length = 4
            while place + length < plain.count - lastLiterals,
                plain[before + length] == plain[place + length]
            {
                length += 1
            }
            write(plain[anchor..<place], offset: place - before, length: length, to: &packed)
            place += length
            anchor = place
        }
        write(plain[anchor...], offset: nil, length: 4, to: &packed)
        return packed
    }

    private static func four(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
    }

    private static func write(
        _ literals: ArraySlice<UInt8>, offset: Int?, length: Int, to packed: inout [UInt8]
    ) {
        let extra = length - 4
        packed.append(UInt8(min(literals.count, 15) << 4 | min(extra, 15)))
        writeRest(of: literals.count, to: &packed)
        packed += literals
        guard let offset else { return }
        packed += [UInt8(offset & 0xff), UInt8(offset >> 8)]
        writeRest(of: extra, to: &packed)
    }

    private static func writeRest(of count: Int, to packed: inout [UInt8]) {
        guard count >= 15 else { return }
        var rest = count - 15
        while rest >= 255 {
            packed.append(255)
            rest -= 255
        }
        packed.append(UInt8(rest))
    }
}

/// Unpacks a block of any origin.
private enum LZ4Decoder {
    static func block(_ packed: [UInt8]) -> Bytes? {
        var plain: [UInt8] = []
        var place = 0
        func count(_ nibble: UInt8) -> Int? {
            var count = Int(nibble)
            guard nibble == 15 else { return count }
            while place < packed.count {
                let byte = packed[place]
                place += 1
                count += Int(byte)
                guard count <= LZ4.blockByteCount else { return nil }
                if byte < 255 { return count }
            }
            return nil
        }
        while place < packed.count {
            let token = packed[place]
            place += 1
            guard let literals = count(token >> 4), literals <= packed.count - place else {
                return nil
            }
            plain += packed[place..<(place + literals)]
            place += literals
            if place == packed.count { break }
            guard place + 2 <= packed.count else { return nil }
            let offset = Int(packed[place]) | Int(packed[place + 1]) << 8
            place += 2
            guard let extra = count(token & 15), offset >= 1, offset <= plain.count,
                plain.count + extra + 4 <= LZ4.blockByteCount
            else { return nil }
            for _ in 0..<(extra + 4) { plain.append(plain[plain.count - offset]) }
        }
        return plain.count <= LZ4.blockByteCount ? Bytes(plain) : nil
    }
}
