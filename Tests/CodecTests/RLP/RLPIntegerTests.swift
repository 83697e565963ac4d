import Codec
import Primitives
import TestSupport
import Testing

@Suite("RLP: every integer of fixtures/rlp")
struct RLPIntegerTests {
    @Test("An integer gives its value and the value gives the encoding")
    func integers() throws {
        let cases = try Fixtures.cases("rlp/integers.jsonl")
        #expect(cases.count == 49)
        for each in cases {
            let encoding = try Bytes(hex: each.string("encoding"))
            let value = try UInt256(decimal: each.string("value"))
            #expect(try RLP.integer(encoding) == value, "\(each.id)")
            #expect(RLP.encode(value) == encoding, "\(each.id)")
            if let small = UInt64(exactly: value) {
                #expect(RLPSize.integer(small) == encoding.count)
                #expect(
                    RLPWriter.bytes(count: encoding.count) { $0.integer(small) } == encoding)
            }
        }
    }

    @Test("What is no integer of 256 bits is refused by its rule")
    func rejected() throws {
        let cases = try Fixtures.cases("rlp/rejected.jsonl").filter {
            try $0.string("as") == "integer"
        }
        #expect(cases.count == 39)
        for each in cases {
            let encoding = try Bytes(hex: each.string("encoding"))
            let error = #expect(throws: RLPError.self, "\(each.id)") {
                try RLP.integer(encoding)
            }
            #expect(try error?.rule.rawValue == each.string("rule"), "\(each.id)")
        }
    }
}
