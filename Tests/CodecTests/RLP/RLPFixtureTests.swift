import Codec
import Primitives
import TestSupport
import Testing

@Suite("RLP: every case of fixtures/rlp")
struct RLPFixtureTests {
    @Test("A valid encoding gives its item and the item gives the encoding")
    func valid() throws {
        let cases = try Fixtures.cases("rlp/valid.jsonl")
        #expect(cases.count == 440)
        for each in cases {
            let encoding = try Bytes(hex: each.string("encoding"))
            let item = try RLP.Item(fixture: each.member("item"))
            #expect(try RLP.decode(encoding) == item, "\(each.id)")
            #expect(RLP.encode(item) == encoding, "\(each.id)")
            let skipped = try encoding.withSpan { span in
                var reader = RLPReader(span)
                return try reader.skipItem()
            }
            #expect(skipped == 0..<encoding.count, "\(each.id)")
        }
    }

    @Test("A malformed encoding is refused by its rule")
    func rejected() throws {
        let cases = try Fixtures.cases("rlp/rejected.jsonl")
        #expect(cases.count == 466)
        for each in cases where try each.string("as") == "item" {
            let encoding = try Bytes(hex: each.string("encoding"))
            let error = #expect(throws: RLPError.self, "\(each.id)") {
                try RLP.decode(encoding)
            }
            #expect(try error?.rule.rawValue == each.string("rule"), "\(each.id)")
            #expect((error?.offset ?? -1) >= 0 && (error?.offset ?? 0) <= encoding.count)
        }
    }

    @Test("The twin of each rejection is accepted")
    func twins() throws {
        let rejected = try Fixtures.cases("rlp/rejected.jsonl")
        let valid =
            try Fixtures.cases("rlp/valid.jsonl") + Fixtures.cases("rlp/integers.jsonl")
        var encodings: [String: Bytes] = [:]
        for each in valid { encodings[each.id] = try Bytes(hex: each.string("encoding")) }
        for twin in Set(try rejected.map { try $0.string("twin") }) {
            let encoding = try #require(encodings[twin])
            #expect(throws: Never.self, "\(twin)") { try RLP.decode(encoding) }
        }
    }
}

extension RLP.Item {
    /// The item that a fixture writes: hex for a string, an array for a list.
    init(fixture: FixtureValue) throws {
        switch fixture {
        case .string(let hex): self = .string(try Bytes(hex: hex))
        case .array(let items): self = .list(try items.map(RLP.Item.init(fixture:)))
        default: throw RLPError(rule: .stringExpected, offset: 0)
        }
    }
}
