import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("MultiSend's batches are read strictly, and as each version runs them")
struct MultiSendTests {
    @Test("Valid batches say their calls and pack again; others are refused by their rule")
    func batches() throws {
        let cases = try Fixtures.cases("safe/multisend.jsonl")
        #expect(cases.count == 99)
        var valid = 0
        for entry in cases {
            let packed = try ContractFixtures.bytes(entry.value["transactions"])
            let data = try ContractFixtures.bytes(entry.value["data"])
            #expect(MultiSend.Call(packed).calldata == data, "\(entry.id)")
            #expect(try MultiSend.Call(calldata: data).argument == packed, "\(entry.id)")
            let library = try #require(MultiSendLibrary(rawValue: try entry.string("library")))
            let version = try #require(SafeVersion(try entry.string("version")))
            guard entry.value["valid"]?.bool == true else {
                let error = #expect(throws: MultiSendError.self, "\(entry.id)") {
                    try MultiSendBatch(packed: packed, library: library)
                }
                let rule = error?.rule == .trailing ? "trailing bytes" : error?.rule.rawValue
                #expect(rule == (try entry.string("rule")), "\(entry.id)")
                continue
            }
            valid += 1
            let batch = try MultiSendBatch(packed: packed, library: library)
            #expect(batch.packed == packed, "\(entry.id)")
            let safe = try ContractFixtures.address(entry.value["safe"])
            let calls = batch.resolved(for: safe, version: version).records.map { record in
                FixtureValue.object([
                    "operation": .string("\(record.operation.rawValue)"),
                    "to": .string(record.to.hex),
                    "value": .string(record.value.number.description),
                    "data": .string(record.data.hex),
                ])
            }
            #expect(FixtureValue.array(calls) == (try entry.member("calls")), "\(entry.id)")
        }
        #expect(valid == 54)
    }
}
