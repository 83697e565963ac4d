import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("A Safe's transactions are given to wallets as typed data that hashes to the same")
struct SafeTypedDataTests {
    @Test("The document is read, written byte for byte, and hashes to the Safe's hashes")
    func documents() throws {
        let cases = try Fixtures.cases("safe/typed-data.jsonl")
        #expect(cases.count == 24)
        for entry in cases {
            let json = try JSONValue(parsing: try entry.string("text"))
            let data = try TypedData(json)
            #expect(data.domainSeparator.hex == (try entry.string("domainHash")), "\(entry.id)")
            #expect(data.structHash.hex == (try entry.string("messageHash")), "\(entry.id)")
            #expect(data.digest.hex == (try entry.string("safeTxHash")), "\(entry.id)")
            let version = try #require(SafeVersion(try entry.string("version")))
            let transaction = try transaction(json["message"] ?? [:])
            let safe = try #require(data.domain.verifyingContract)
            let chainID = data.domain.chainID ?? 1
            let written = transaction.typedData(chainID: chainID, safe: safe, version: version)
            #expect(written.serialized() == (try entry.string("text")), "\(entry.id)")
            let hashes = transaction.hashes(chainID: chainID, safe: safe, version: version)
            #expect(hashes.digest == data.digest, "\(entry.id)")
        }
    }

    private func transaction(_ json: JSONValue) throws -> SafeTransaction {
        func number(_ name: String) throws -> UInt256 {
            try UInt256(decimal: json[name]?.string ?? json[name]?.number ?? "")
        }
        func address(_ name: String) throws -> Address {
            try Address(hex: json[name]?.string ?? "")
        }
        let operation = UInt8(
            truncatingIfNeeded: try #require(UInt64(exactly: try number("operation"))))
        return SafeTransaction(
            to: try address("to"), value: Wei(try number("value")),
            data: try Bytes(hex: json["data"]?.string ?? ""),
            operation: try #require(SafeOperation(rawValue: operation)),
            safeTxGas: try number("safeTxGas"),
            baseGas: try number(json["baseGas"] == nil ? "dataGas" : "baseGas"),
            gasPrice: try number("gasPrice"), gasToken: try address("gasToken"),
            refundReceiver: try address("refundReceiver"), nonce: try number("nonce"))
    }
}
