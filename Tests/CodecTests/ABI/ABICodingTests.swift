import Codec
import Primitives
import TestSupport
import Testing

@Suite("ABI encodings are written and read in their one form")
struct ABICodingTests {
    @Test(
        "Values encode to the fixture's bytes, and the bytes decode to the values",
        arguments: [("abi/values.jsonl", 1600), ("edge-cases/values.jsonl", 3)])
    func values(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let types = try ABIFixtures.types(try entry.member("types"))
            let values = try ABIFixtures.values(try entry.member("values"), as: types)
            let encoding = try Bytes(hex: try entry.string("encoding"))
            #expect(try ABI.encode(values, as: types) == encoding, "\(entry.id)")
            #expect(try ABI.decode(encoding, as: types) == values, "\(entry.id)")
            #expect(
                try ABI.decode(encoding, as: types, rules: .solidity) == values, "\(entry.id)")
            #expect(
                FixtureValue.array(values.map(ABIFixtures.fixture))
                    == (try entry.member("values")), "\(entry.id)")
        }
    }

    @Test("Malformed encodings are refused by their rule; their twins are taken")
    func malformed() throws {
        let cases = try Fixtures.cases("abi/malformed.jsonl")
        #expect(cases.count == 438)
        let twins = Dictionary(
            uniqueKeysWithValues: try Fixtures.cases("abi/values.jsonl").map { ($0.id, $0) })
        for entry in cases {
            let encoding = try Bytes(hex: try entry.string("encoding"))
            let error = #expect(throws: ABIError.self, "\(entry.id)") {
                let types = try ABIFixtures.types(try entry.member("types"))
                _ = try ABI.decode(encoding, as: types)
            }
            #expect(error?.rule.rawValue == (try entry.string("rule")), "\(entry.id)")
            let twin = try #require(twins[try entry.string("twin")])
            let types = try ABIFixtures.types(try twin.member("types"))
            let data = try Bytes(hex: try twin.string("encoding"))
            #expect(throws: Never.self) { try ABI.decode(data, as: types) }
        }
    }

    @Test("Solidity's rules take what its decoder takes and refuse what it reverts on")
    func solidity() throws {
        let decoder = try Fixtures.cases("abi/solidity_decoder.jsonl")
        #expect(decoder.count == 1)
        let asked = Set(try decoder[0].member("functions").array?.map { "\($0)" } ?? [])
        var verdicts = 0
        for entry in try Fixtures.cases("abi/malformed.jsonl") {
            guard let verdict = entry.value["solidity"]?.string else { continue }
            #expect(asked.contains("\(try entry.member("types"))"))
            verdicts += 1
            let types = try ABIFixtures.types(try entry.member("types"))
            let encoding = try Bytes(hex: try entry.string("encoding"))
            let values = try? ABI.decode(encoding, as: types, rules: .solidity)
            #expect((values != nil) == (verdict == "takes"), "\(entry.id)")
        }
        #expect(verdicts == 361)
    }

    @Test("Overlapping tails cannot make a small input large, under any rules")
    func inflation() throws {
        for entry in try Fixtures.cases("abi/malformed.jsonl") where entry.id.contains("inflation")
        {
            let types = try ABIFixtures.types(try entry.member("types"))
            let encoding = try Bytes(hex: try entry.string("encoding"))
            let values = (try? ABI.decode(encoding, as: types, rules: .solidity)) ?? []
            #expect(values.reduce(0) { $0 + size($1) } < encoding.count, "\(entry.id)")
        }
    }

    /// The number of values in a value.
    private func size(_ value: ABI.Value) -> Int {
        1 + (value.elements ?? []).reduce(0) { $0 + size($1) }
    }

    @Test("Packed encodings are those of Solidity")
    func packed() throws {
        let cases = try Fixtures.cases("abi/packed.jsonl")
        #expect(cases.count == 214)
        for entry in cases {
            let types = try ABIFixtures.types(try entry.member("types"))
            let values = try ABIFixtures.values(try entry.member("values"), as: types)
            #expect(
                try ABI.encodePacked(values, as: types).hex == (try entry.string("encoding")),
                "\(entry.id)")
        }
    }

    @Test(
        "What Solidity does not pack is refused",
        arguments: ["(uint8)", "string[]", "bytes[2]", "(uint8)[]", "uint8[][]"])
    func unpackable(text: String) throws {
        let type = try ABI.ValueType(text)
        let values: [ABI.Value] = [.array([.array([])]), .tuple([.uint(1)])]
        for value in values {
            #expect(throws: ABIError.self) { try ABI.encodePacked([value], as: [type]) }
        }
    }

    @Test("Values of another type, number or range are refused")
    func wrongValues() throws {
        let table: [(ABI.Value, String, ABIError.Rule)] = [
            (.uint(256), "uint8", .range), (.bool(true), "uint8", .wrongType),
            (.uint(1), "int8", .wrongType), (.int(try Int256(decimal: "128")), "int8", .range),
            (.int(try Int256(decimal: "-129")), "int8", .range),
            (.fixedBytes(ABI.FixedBytes(.zero)), "bytes31", .count),
            (.bytes([1]), "bytes1", .wrongType), (.string("a"), "bytes", .wrongType),
            (.array([]), "uint8[1]", .count), (.array([.uint(1)]), "(uint8)", .wrongType),
            (.tuple([]), "(uint8)", .count), (.tuple([.uint(1)]), "uint8[]", .wrongType),
            (.array([.array([.string("a")])]), "string[2][]", .count),
        ]
        for (value, text, rule) in table {
            let type = try ABI.ValueType(text)
            let error = #expect(throws: ABIError.self) { try ABI.encode([value], as: [type]) }
            #expect(error?.rule == rule, "\(value) as \(text)")
        }
        #expect(throws: ABIError.self) { try ABI.encode([], as: [.bool]) }
        #expect(throws: ABIError.self) { try ABI.encode([.bool(true)], as: []) }
    }
}
