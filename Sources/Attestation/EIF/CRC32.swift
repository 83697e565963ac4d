/// The checksum of Ethernet and zlib (ITU-T V.42), eight bytes at a time.
struct CRC32 {
    private var state: UInt32 = 0xffff_ffff

    /// The checksum of all bytes so far.
    var value: UInt32 { ~state }

    mutating func update(_ bytes: RawSpan) {
        var state = self.state
        unsafe CRC32.tables.withUnsafeBufferPointer { tables in
            unsafe bytes.withUnsafeBytes { raw in
                var offset = 0
                while raw.count - offset >= 8 {
                    let word = unsafe UInt64(
                        littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                    let mixed = word ^ UInt64(state)
                    state = 0
                    for lane in 0..<8 {
                        let byte = Int(truncatingIfNeeded: mixed >> UInt64(8 * lane)) & 0xff
                        unsafe state ^= tables[(7 - lane) << 8 | byte]
                    }
                    offset += 8
                }
                while offset < raw.count {
                    let byte = unsafe raw[offset]
                    unsafe state =
                        tables[Int((UInt8(truncatingIfNeeded: state) ^ byte))] ^ state >> 8
                    offset += 1
                }
            }
        }
        self.state = state
    }

    /// Table k holds the checksums of one byte and k zero bytes behind it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var state = UInt32(byte)
            for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xedb8_8320 : state >> 1 }
            tables[byte] = state
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xff)]
        }
        return tables
    }()
}
