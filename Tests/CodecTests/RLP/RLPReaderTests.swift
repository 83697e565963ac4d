import Codec
import Primitives
import TestSupport
import Testing

@Suite("RLPReader: typed reads give the value or say what is wrong and where")
struct RLPReaderTests {
    static let hash = Bytes([0xa0] + [UInt8](repeating: 7, count: 32))
    static let address = Bytes([0x94] + [UInt8](repeating: 9, count: 20))

    @Test("A hash and an address are read as they lie")
    func fixed() throws {
        #expect(try read(Self.hash) { try $0.hash() } == Hash32(Bytes(repeating: 7, count: 32)))
        #expect(
            try read(Self.address) { try $0.address() } == Address(Bytes(repeating: 9, count: 20)))
    }

    @Test(
        "What is no hash is refused by its rule",
        arguments: [
            ("0x", RLPError.Rule.truncated), ("0xa0", .truncated), ("0x80", .width),
            ("0xc0", .stringExpected), ("0x8107", .singleByte), ("0xb80107", .longForm),
            ("0x940909090909090909090909090909090909090909", .width),
            ("0xbf0000000000000001", .lengthLeadingZero), ("0xbfffffffffffffffff", .truncated),
            ("0xbf7fffffffffffffff", .truncated), ("0xffffffffffffffffff", .truncated),
        ])
    func noHash(hex: String, rule: RLPError.Rule) throws {
        let bytes = try Bytes(hex: hex)
        let error = #expect(throws: RLPError.self) { try read(bytes) { try $0.hash() } }
        #expect(error?.rule == rule)
    }

    @Test("Every 64-bit width goes there and back, alone and in a list")
    func uint64() throws {
        var random = SeededRandom(seed: 64)
        for width in UInt64(0)...64 {
            let value = width == 0 ? 0 : random.next() >> (64 - width) | 1 << (width - 1)
            let alone = RLPWriter.bytes(count: RLPSize.integer(value)) { $0.integer(value) }
            #expect(
                try RLP.decode(alone).string?.count == alone.count
                    - (value < 0x80 && value > 0 ? 0 : 1))
            let listed = RLPWriter.bytes(count: RLPSize.list(payload: alone.count)) {
                $0.list(payload: alone.count)
                $0.encoded(alone)
            }
            let found = try read(listed) { reader in
                let outer = try reader.enterList()
                let found = try reader.uint64()
                try reader.leaveList(outer)
                return found
            }
            #expect(found == value)
        }
    }

    @Test(
        "What is no 64-bit integer is refused by its rule",
        arguments: [
            ("0x00", RLPError.Rule.integerLeadingZero), ("0x8100", .singleByte),
            ("0x817f", .singleByte), ("0x820080", .integerLeadingZero), ("0xc0", .integerList),
            ("0x89010000000000000000", .integerWidth),
            ("0x8900ffffffffffffffff", .integerLeadingZero),
            ("0x82ff", .truncated), ("0xb801ff", .longForm), ("0x", .truncated),
        ])
    func noUInt64(hex: String, rule: RLPError.Rule) throws {
        let bytes = try Bytes(hex: hex)
        let error = #expect(throws: RLPError.self) { try read(bytes) { try $0.uint64() } }
        #expect(error?.rule == rule)
    }

    @Test("A list must hold exactly what is read from it", arguments: 0...4)
    func lists(count: Int) throws {
        let bytes = try Bytes(hex: "0xc20102")
        let result = Result {
            try read(bytes) { reader in
                let outer = try reader.enterList()
                for _ in 0..<count { _ = try reader.uint64() }
                try reader.leaveList(outer)
            }
        }
        let error: RLPError? =
            if case .failure(let error) = result { error as? RLPError } else { nil }
        switch count {
        case 0, 1: #expect(error == RLPError(rule: .extraItem, offset: 1 + count))
        case 2: #expect(error == nil)
        default: #expect(error == RLPError(rule: .missingItem, offset: 3))
        }
    }

    @Test("A slice is read like a whole")
    func slices() throws {
        let whole = try Bytes(hex: "0xffff" + "c883636174836" + "46f67" + "ff")
        let item = try RLP.decode(whole.slice(2..<11))
        #expect(item == .list([.string(Bytes(utf8: "cat")), .string(Bytes(utf8: "dog"))]))
    }

    @Test("Random and damaged bytes are either refused or encode to themselves")
    func total() throws {
        var random = SeededRandom(seed: 9)
        let valid = try Fixtures.cases("rlp/valid.jsonl").map {
            try Bytes(hex: $0.string("encoding"))
        }.filter { $0.count < 600 }
        var accepted = 0
        for round in 0..<20_000 {
            var bytes: [UInt8]
            if round.isMultiple(of: 2) {
                bytes = random.bytes(Int(random.next() % 40))
            } else {
                bytes = [UInt8](valid[Int(random.next() % UInt64(valid.count))])
                guard !bytes.isEmpty else { continue }
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            guard let item = try? RLP.decode(Bytes(bytes)) else { continue }
            accepted += 1
            #expect(RLP.encode(item) == Bytes(bytes))
        }
        #expect(accepted > 1000)
    }

    /// What `body` reads from `bytes`, which must end there.
    private func read<Value>(
        _ bytes: Bytes, _ body: (inout RLPReader) throws -> Value
    ) throws -> Value {
        try bytes.withSpan { span in
            var reader = RLPReader(span)
            let value = try body(&reader)
            try reader.finish()
            return value
        }
    }
}
