import Primitives
import TestSupport
import Testing

@Suite("256-bit integers convert exactly or not at all")
struct IntegerConversionTests {
    @Test("Decimal digits go there and back at every length")
    func decimal() throws {
        var text = ""
        for length in 1...78 {
            text += String((length * 7) % 10)
            if length < 78 || text < UInt256.max.decimal {
                #expect(try UInt256(decimal: text).decimal == text)
            }
            #expect(
                try UInt256(decimal: "1" + String(repeating: "0", count: length - 1)).decimal.utf8
                    .count == length)
        }
        var random = SeededRandom(seed: 11)
        for _ in 0..<2000 {
            let value = UInt256.random(using: &random)
            #expect(try UInt256(decimal: value.decimal) == value)
            #expect(try UInt256(quantity: value.quantity) == value)
            #expect(try UInt256(word: value.word) == value)
        }
    }

    @Test("Decimal digits are those of the standard library below 2^128")
    func machineWords() {
        var random = SeededRandom(seed: 12)
        var values: [UInt128] = [0, 1, 9, 10, 99, 100, 9_999_999, 99_999_999, 100_000_000]
        var power: UInt128 = 1
        for _ in 0..<38 {
            power *= 10
            values += [power - 1, power, power + 1]
        }
        for _ in 0..<500 {
            values.append(UInt128(random.next()) << 64 | UInt128(random.next()))
            values.append(UInt128(random.next() >> (random.next() & 63)))
        }
        for value in values {
            #expect(UInt256(value).decimal == String(value))
            #expect(UInt256(value).quantity == "0x" + String(value, radix: 16))
            #expect(UInt128(exactly: UInt256(value)) == value)
        }
    }

    @Test("A buffer takes the digits when it has room for any number")
    func buffers() {
        var bytes = [UInt8](repeating: 0, count: UInt256.decimalCapacity)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe UInt256.max.writeDecimal(to: $0) }
        #expect(count == 78)
        #expect(String(decoding: bytes.prefix(78), as: UTF8.self) == UInt256.max.decimal)
        let refused = unsafe bytes.withUnsafeMutableBytes { raw in
            unsafe UInt256.zero.writeDecimal(
                to: UnsafeMutableRawBufferPointer(rebasing: raw.dropLast()))
        }
        #expect(refused == nil)
    }

    @Test("Texts of any length without a digit end in an error")
    func longTexts() {
        for count in [79, 80, 1000] {
            for digit in ["0", "9"] {
                let text = String(repeating: digit, count: count)
                let rule: NumberTextError.Rule = digit == "0" ? .leadingZero : .overflow
                #expect(throws: NumberTextError(rule: rule, offset: 0)) {
                    try UInt256(decimal: text)
                }
                #expect(throws: NumberTextError(rule: rule, offset: 2)) {
                    try UInt256(quantity: "0x" + text)
                }
            }
        }
        for place in 0..<78 {
            for stranger in ["/", ":", "é", "\0", "a"] {
                var text = [Character](String(repeating: "1", count: 78))
                text[place] = Character(stranger)
                #expect(throws: NumberTextError(rule: .digit, offset: place)) {
                    try UInt256(decimal: String(text))
                }
            }
        }
    }

    @Test("Big-endian bytes of every length, at every alignment")
    func bytes() {
        var random = SeededRandom(seed: 13)
        for length in 0...33 {
            let raw = random.bytes(length)
            let value = UInt256(bigEndian: Bytes(raw))
            guard length <= 32 else {
                #expect(value == nil)
                continue
            }
            var expected = UInt256.zero
            for byte in raw { expected = (expected << 8) | UInt256(UInt64(byte)) }
            #expect(value == expected)
            #expect(expected.minimalBytes == Bytes(raw.drop { $0 == 0 }.map(\.self)))
            #expect(expected.byteLength == raw.drop { $0 == 0 }.count)
            #expect(UInt256(Hash32(expected)) == expected)
        }
        for offset in 0..<16 {
            var memory = random.bytes(64)
            let value = UInt256.random(using: &random)
            unsafe memory.withUnsafeMutableBytes { raw in
                guard let base = raw.baseAddress else { return }
                unsafe value.unsafeStoreBigEndian(to: base + offset)
                let loaded = unsafe UInt256(unsafeLoadingBigEndian: base + offset)
                #expect(loaded == value)
            }
            #expect(Bytes(Array(memory[offset..<offset + 32])) == Hash32(value).bytes)
        }
    }

    @Test("Machine integers of every kind")
    func exactly() {
        #expect(UInt256(exactly: -1) == nil)
        #expect(UInt256(exactly: Int8.min) == nil)
        #expect(UInt256(exactly: UInt8.max) == 255)
        #expect(UInt256(exactly: Int64.max) == UInt256(UInt64(Int64.max)))
        #expect(UInt256(exactly: UInt128.max) == UInt256(UInt128.max))
        #expect(UInt64(exactly: UInt256(UInt64.max)) == .max)
        #expect(UInt64(exactly: UInt256(UInt64.max) &+ 1) == nil)
        #expect(UInt128(exactly: UInt256(UInt128.max) &+ 1) == nil)
        #expect(Int(exactly: UInt256(UInt64(Int.max))) == .max)
        #expect(Int(exactly: UInt256(UInt64(Int.max)) &+ 1) == nil)
        #expect(UInt64(truncatingIfNeeded: UInt256.max) == .max)
        #expect(Int256(exactly: Int.min)?.decimal == "\(Int.min)")
        #expect(Int256(exactly: Int128.min)?.decimal == "\(Int128.min)")
        #expect(Int256(exactly: UInt256.max) == nil)
        #expect(Int256(exactly: Int256.max.magnitude) == .max)
        #expect(UInt256(exactly: Int256(-1)) == nil)
        #expect(Int(exactly: Int256(-5)) == -5)
        #expect(Int(exactly: Int256.min) == nil)
        #expect(Int(exactly: Int256.max) == nil)
    }
}
