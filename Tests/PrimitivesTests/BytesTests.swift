import Primitives
import Testing

@Suite("Bytes")
struct BytesTests {
    @Test("Every length keeps its bytes, inline and allocated", arguments: 0...40)
    func lengths(count: Int) {
        let array = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
        let bytes = Bytes(array)
        #expect(bytes.count == count)
        #expect([UInt8](bytes) == array)
        #expect(bytes == Bytes(array))
        #expect(bytes.hashValue == Bytes(array).hashValue)
        #expect(bytes.copied() == bytes)
    }

    @Test(
        "A slice has the bytes of its range, whatever it shares", arguments: [3, 15, 16, 33, 200])
    func slices(count: Int) {
        let array = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let bytes = Bytes(array)
        for start in 0...count {
            for end in start...count {
                let slice = bytes.slice(start..<end)
                #expect([UInt8](slice) == [UInt8](array[start..<end]))
                #expect(slice.slice(1..<1000) == Bytes(array[start..<end].dropFirst()))
            }
        }
    }

    @Test("Changing any byte or the length makes bytes unequal", arguments: [1, 15, 16, 40])
    func inequality(count: Int) {
        let array = [UInt8](repeating: 9, count: count)
        for index in 0..<count {
            var other = array
            other[index] ^= 1
            #expect(Bytes(array) != Bytes(other))
        }
        #expect(Bytes(array) != Bytes(array + [0]))
        #expect(Bytes(array) < Bytes(array + [0]))
    }

    @Test("Hex goes there and back")
    func hex() throws {
        for count in 0...40 {
            let bytes = Bytes((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            #expect(try Bytes(hex: bytes.hex) == bytes)
        }
        #expect(try Bytes(hex: "0xABcd") == [0xab, 0xcd])
    }

    @Test(
        "Malformed hex is refused by its rule",
        arguments: [
            ("", HexError.Rule.prefix), ("0", .prefix), ("ab", .prefix), ("0Xab", .prefix),
            (" 0xab", .prefix), ("0xa", .oddLength), ("0xabc", .oddLength), ("0xag", .digit),
            ("0x a", .digit), ("0x a0", .digit), ("0xａb", .digit),
        ])
    func malformed(text: String, rule: HexError.Rule) {
        let error = #expect(throws: HexError.self) { try Bytes(hex: text) }
        #expect(error?.rule == rule)
    }
}
