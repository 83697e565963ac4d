import CKeccak
import TestSupport
import Testing

@Suite("Text of a JSON string is copied sixteen bytes at a time, as one by one")
struct JSONCopyTests {
    /// What stands for itself, quotes and backslashes, and what stops a copy.
    private static let bytes: [UInt8] = [
        0x20, 0x21, 0x23, 0x5b, 0x5d, 0x61, 0x7e, 0x22, 0x5c, 0x00, 0x1f, 0x7f, 0x80, 0xe9, 0xff,
    ]

    /// One byte after the other.
    private func expected(_ text: [UInt8], isASCII: Bool) -> (taken: Int, written: [UInt8]) {
        var written: [UInt8] = []
        for (place, byte) in text.enumerated() {
            if byte == 0x22 || byte == 0x5c {
                written += [0x5c, byte]
            } else if byte < 0x20 || isASCII && byte > 0x7e {
                return (place, written)
            } else {
                written.append(byte)
            }
        }
        return (text.count, written)
    }

    @Test(
        "texts of every length, seldom and often with a byte that needs a look", arguments: 0..<80)
    func copies(length: Int) {
        var random = SeededRandom(seed: UInt64(length))
        for round in 0..<400 {
            let rarity = UInt64([1, 4, 16, 64][round % 4])
            let text = (0..<length).map { _ in
                random.next() % rarity == 0
                    ? Self.bytes[Int(random.next() % UInt64(Self.bytes.count))] : 0x78
            }
            for isASCII in [false, true] {
                // What is behind the room that was promised must stay.
                var target = [UInt8](repeating: 0xee, count: 2 * length + 32)
                var written = 0
                let taken = unsafe cjson_copy(text, length, &target, isASCII, &written)
                let oracle = expected(text, isASCII: isASCII)
                #expect(taken == oracle.taken && Array(target[..<written]) == oracle.written)
                #expect(target[(2 * length)...].allSatisfy { $0 == 0xee })
            }
        }
    }
}
