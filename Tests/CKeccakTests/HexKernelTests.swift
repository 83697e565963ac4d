import CKeccak
import TestSupport
import Testing

@Suite("The hex kernel judges every character at every place")
struct HexKernelTests {
    @Test("Bytes become lower-case digits and come back, at every length", arguments: 0...200)
    func roundTrip(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let bytes = random.bytes(count)
        let digits = Array("0123456789abcdef".utf8)
        let expected = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        var text = [CChar](repeating: 0x7e, count: 2 * count + 1)
        unsafe chex_encode(bytes, count, &text)
        #expect(text.dropLast().map { UInt8(bitPattern: $0) } == expected)
        #expect(text.last == 0x7e, "nothing behind the digits is written")
        for upper in [false, true] {
            let mixed = text.map { upper && $0 >= 0x61 ? $0 - 0x20 : $0 }
            #expect(decode(mixed, 2 * count) == .bytes(bytes))
        }
    }

    @Test(
        "A character that is no digit is found where it stands", arguments: [1, 15, 16, 31, 70, 96])
    func strangers(count: Int) {
        // All characters where one path is taken, the neighbours of digits where several meet.
        let neighbours: [UInt8] = [
            0x00, 0x2f, 0x30, 0x39, 0x3a, 0x40, 0x41, 0x46, 0x47, 0x60, 0x61, 0x66, 0x67, 0x80,
            0xb0,
            0xc1, 0xff,
        ]
        for place in 0..<2 * count {
            for code in count <= 16 ? [UInt8](0...255) : neighbours {
                var text = [CChar](repeating: 0x35, count: 2 * count)
                text[place] = CChar(bitPattern: code)
                let isDigit =
                    (0x30...0x39).contains(code) || (0x41...0x46).contains(code)
                    || (0x61...0x66).contains(code)
                let found = decode(text, 2 * count)
                if isDigit {
                    let value = UInt8(String(decoding: [code], as: UTF8.self), radix: 16) ?? 0
                    var bytes = [UInt8](repeating: 0x55, count: count)
                    bytes[place / 2] =
                        place.isMultiple(of: 2) ? value << 4 | 5 : 0x50 | value
                    #expect(found == .bytes(bytes))
                } else {
                    #expect(found == .stranger(place))
                }
            }
        }
    }

    @Test("Of several strangers the first is named; an odd last digit is judged too")
    func order() {
        for first in 0..<80 {
            var text = [CChar](repeating: 0x61, count: 161)
            text[first] = 0x67
            text[160] = 0x67
            #expect(decode(text, 161) == .stranger(first))
            text[first] = 0x61
            #expect(decode(text, 161) == .stranger(160))
            text[160] = 0x30
            #expect(decode(text, 161) == .bytes([UInt8](repeating: 0xaa, count: 80)))
        }
    }

    private enum Outcome: Equatable {
        case bytes([UInt8])
        case stranger(Int)
    }

    private func decode(_ text: [CChar], _ digits: Int) -> Outcome {
        var bytes = [UInt8](repeating: 0xee, count: digits / 2 + 1)
        let stranger = unsafe chex_decode(text, digits, &bytes)
        #expect(bytes.last == 0xee, "nothing behind the bytes is written")
        return stranger < 0 ? .bytes(bytes.dropLast()) : .stranger(stranger)
    }
}
