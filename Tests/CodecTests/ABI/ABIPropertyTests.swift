import Codec
import Primitives
import TestSupport
import Testing

@Suite("What is encoded decodes to itself, and nothing else decodes to it")
struct ABIPropertyTests {
    @Test("Random values of random types go there and back", arguments: 0..<40 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = ABIRandom(seed: seed)
        for _ in 0..<25 {
            let types = (0..<random.below(4)).map { _ in random.type(depth: 0) }
            let values = types.map { random.value(of: $0) }
            let encoding = try ABI.encode(values, as: types)
            #expect(encoding.count.isMultiple(of: 32))
            #expect(try ABI.decode(encoding, as: types) == values)
            #expect(try ABI.decode(encoding, as: types, rules: .solidity) == values)
            let text = types.map(\.description)
            #expect(try text.map { try ABI.ValueType($0) } == types)
        }
    }

    @Test(
        "Changed bytes either are refused or are the encoding of other values",
        arguments: 100..<130 as Range<UInt64>)
    func canonical(seed: UInt64) throws {
        var random = ABIRandom(seed: seed)
        let types = (0...random.below(3)).map { _ in random.type(depth: 0) }
        let encoding = [UInt8](try ABI.encode(types.map { random.value(of: $0) }, as: types))
        guard !encoding.isEmpty else { return }
        for _ in 0..<60 {
            var changed = encoding
            switch random.below(3) {
            case 0: changed[random.below(changed.count)] ^= 1 << UInt8(random.below(8))
            case 1: changed.removeLast(1 + random.below(changed.count))
            default: changed += random.bytes(1 + random.below(40))
            }
            if let values = try? ABI.decode(Bytes(changed), as: types) {
                #expect(try ABI.encode(values, as: types) == Bytes(changed))
            }
            _ = try? ABI.decode(Bytes(changed), as: types, rules: .solidity)
        }
    }

    @Test("Typed and run-time coding agree, at every length that is cut")
    func typed() throws {
        let types = [ABI.ValueType.string, try ABI.ValueType("string[]"), .uint256, .bytes]
        var random = ABIRandom(seed: 7)
        for _ in 0..<50 {
            let tuple = Quartet(
                first: random.text(), second: (0..<random.below(4)).map { _ in random.text() },
                third: UInt256(random.word()), fourth: Bytes(random.bytes(random.below(70))))
            let encoding = ABI.encode(membersOf: tuple)
            let values: [ABI.Value] = [
                .string(tuple.first), .array(tuple.second.map(ABI.Value.string)),
                .uint(tuple.third), .bytes(tuple.fourth),
            ]
            #expect(try ABI.encode(values, as: types) == encoding)
            #expect(try ABI.decode(membersOf: Quartet.self, from: encoding) == tuple)
            for count in 0..<encoding.count {
                let cut = encoding.slice(0..<count)
                let typed = #expect(throws: ABIError.self) {
                    try ABI.decode(membersOf: Quartet.self, from: cut)
                }
                let untyped = #expect(throws: ABIError.self) { try ABI.decode(cut, as: types) }
                #expect(typed == untyped)
            }
            let nested = ABI.encode(tuple)
            #expect(try ABI.decode(Quartet.self, from: nested) == tuple)
            #expect(
                try ABI.encode([.tuple(values)], as: [try ABI.ValueType(.tuple(types))]) == nested)
        }
    }

    @Test("An array that overlaps itself many times is not read forever")
    func inflation() throws {
        var words: [Hash32] = [UInt64(0x20).abiWord, UInt64(2000).abiWord]
        words += [Hash32](repeating: UInt64(2000 * 32).abiWord, count: 2000)
        words.append(UInt64(60_000).abiWord)
        let data = Bytes.joining(words.map(\.bytes)) + Bytes(repeating: 0x41, count: 60_000)
        let type = try ABI.ValueType("string[]")
        for rules in [ABI.DecodingRules.strict, .solidity] {
            let error = #expect(throws: ABIError.self) {
                try ABI.decode(data, as: [type], rules: rules)
            }
            #expect(error?.rule == (rules == .strict ? .offset : .inflation))
            #expect(throws: ABIError.self) {
                try ABI.decode([String].self, from: data, rules: rules)
            }
        }
    }
}

/// A tuple with every shape of member.
private struct Quartet: ABITuple, Equatable {
    static var abiShape: ABIShape { .dynamic(words: 4) }
    let first: String
    let second: [String]
    let third: UInt256
    let fourth: Bytes

    init(first: String, second: [String], third: UInt256, fourth: Bytes) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    func writeMembers(to writer: inout ABIWriter) {
        writer.write(first)
        writer.write(second)
        writer.write(third)
        writer.write(fourth)
    }

    init(membersFrom reader: inout ABIReader) throws(ABIError) {
        first = try reader.read()
        second = try reader.read()
        third = try reader.read()
        fourth = try reader.read()
    }
}
