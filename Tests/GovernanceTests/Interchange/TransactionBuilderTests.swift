import Codec
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Transaction Builder files")
struct TransactionBuilderTests {
    @Test("every file of the corpus is read to its calls and checksum, or refused by its rule")
    func corpus() throws {
        for item in try Fixtures.cases("safe/builder-files.jsonl") {
            let text = Bytes(utf8: try item.string("file"))
            guard item.value["accepted"]?.bool == true else {
                let error = #expect(throws: TransactionBuilderFile.Failure.self, "\(item.id)") {
                    try TransactionBuilderFile(text)
                }
                #expect(error?.rule.rawValue == item.value["rule"]?.string, "\(item.id)")
                continue
            }
            let file = try TransactionBuilderFile(text)
            #expect(
                file.checksum.rawValue == item.value["checksumVerdict"]?.string, "\(item.id)")
            let calls = try #require(item.member("transactions").array)
            #expect(file.calls.count == calls.count)
            for (call, expected) in zip(file.calls, calls) {
                #expect(call.target.hex == expected["to"]?.string?.lowercased(), "\(item.id)")
                #expect(call.value.decimal == expected["value"]?.string, "\(item.id)")
                #expect(call.data.hex == expected["data"]?.string, "\(item.id)")
            }
        }
    }

    @Test("what is exported is read back, with a valid checksum")
    func roundTrip() throws {
        let calls = [
            TimelockOperation.Call(target: Address(literal: 0x11), value: 5, data: [1, 2, 3, 4]),
            TimelockOperation.Call(target: Address(literal: 0x22), data: Bytes()),
        ]
        let text = TransactionBuilderFile.document(
            calls, chainID: 8453, safe: Address(literal: 0x33), name: "\"quoted\" ✓",
            createdAt: Timestamp(seconds: 1_780_000_000))
        let file = try TransactionBuilderFile(Bytes(utf8: text))
        #expect(file.calls == calls && file.checksum == .valid)
        #expect(file.chainID == 8453 && file.safe == Address(literal: 0x33))
        let edited = text.replacingOccurrences(of: "0x01020304", with: "0x01020305")
        #expect(try TransactionBuilderFile(Bytes(utf8: edited)).checksum == .stale)
    }

    @Test("a number beyond 2^53 within a tuple keeps its digits")
    func largeNumber() throws {
        guard let batch = Fixtures.sharedData?.appending(path: "field/tuple-batch.json"),
            let calldata = Fixtures.sharedData?.appending(path: "field/tuple.txt")
        else { return }
        let file = try TransactionBuilderFile(Bytes(try Data(contentsOf: batch)))
        let expected = try String(contentsOf: calldata, encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(file.calls.first?.data.hex == expected)
    }
}
