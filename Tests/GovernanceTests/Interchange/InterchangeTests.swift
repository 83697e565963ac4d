import Codec
import Contracts
import Foundation
import Governance
import Primitives
import TestSupport
import Testing

@Suite("Documents and texts of other tools")
struct InterchangeTests {
    @Test("typed data for wallets is read to the transaction that its hashes are of")
    func typedData() throws {
        for item in try Fixtures.cases("safe/typed-data.jsonl") {
            let json = try JSONValue(parsing: item.string("text"))
            let document = try #require(try SafeTransactionDocument.reading(json), "\(item.id)")
            let version = try #require(SafeVersion(item.string("version")))
            let hashes = document.transaction.hashes(
                chainID: document.chainID ?? 0, safe: try #require(document.safe), version: version)
            #expect(hashes.digest.hex == (try item.string("safeTxHash")), "\(item.id)")
        }
    }

    @Test("an answer of the Safe Transaction Service is computed again")
    func service() throws {
        let name = "chain/safe/service/multisig-transactions-ethereum-1c694f-nonce-63.json"
        guard let file = Fixtures.sharedData?.appending(path: name) else { return }
        let json = try JSONValue(parsing: Bytes(try Data(contentsOf: file)))
        let document = try #require(try SafeTransactionDocument.reading(json))
        let hashes = document.transaction.hashes(
            chainID: 1, safe: try #require(document.safe), version: .v130)
        #expect(hashes.digest == document.statedHash)
    }

    @Test(
        "a malformed transaction is refused with its place, another document is none",
        arguments: [
            (#"{"to":"0x","nonce":1,"operation":0}"#, "to"),
            (#"{"to":"x","value":"0","data":null,"nonce":1,"operation":0}"#, "to"),
            (#"{"to":"0x","value":"0","data":"0x","nonce":1,"operation":2}"#, "operation"),
            (#"{"results":[]}"#, "results"), (#"{"results":[{},{}]}"#, "results"),
        ])
    func malformed(text: String, path: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: OperationError.self) {
            try SafeTransactionDocument.reading(json)
        }
        #expect(error?.path == path)
        #expect(try SafeTransactionDocument.reading(["a": 1]) == nil)
    }

    @Test("short names of chains are read, and none contradicts the chain that is meant")
    func shortNames() throws {
        let text = "0x5aFE3855358E112B5647B952709E6165e1c1eEEe"
        let address = try Address(hex: text)
        #expect(try ChainShortName.address("base:" + text, on: 8453).address == address)
        #expect(try ChainShortName.address("base:" + text, on: nil).chainID == 8453)
        #expect(try ChainShortName.address(text, on: 1).chainID == nil)
        #expect(ChainShortName.name(of: 11_155_111) == "sep")
        #expect(
            throws: ChainShortName.Failure.otherChain(name: "eth", is: 1, expected: 8453)
        ) { try ChainShortName.address("eth:" + text, on: 8453) }
        #expect(throws: ChainShortName.Failure.unknown("nowhere")) {
            try ChainShortName.address("nowhere:" + text, on: 1)
        }
        #expect(throws: ChainShortName.Failure.self) {
            try ChainShortName.address("eth:0x5afE3855358E112B5647B952709E6165e1c1eEEe", on: 1)
        }
    }

    @Test(
        "arguments are read as their type, exactly or not at all",
        arguments: [
            ("uint8", "255", "255"), ("uint8", "256", nil), ("uint256", "0x10", "16"),
            ("int8", "-128", "-128"), ("int8", "-129", nil), ("int8", "128", nil),
            ("bool", "true", "true"), ("bool", "yes", nil), ("bytes4", "0x01020304", "0x01020304"),
            ("bytes4", "0x010203", nil), ("uint256[]", "[1,\"2\"]", "[1, 2]"),
            ("uint256[2]", "[1]", nil), ("(string,uint256)", "[\"a\",2]", "(\"a\", 2)"),
            // G07: a number beyond 2^53, which a double would round.
            (
                "(string,uint256)", "[\"Hi\", 6426191757410071111111]",
                "(\"Hi\", 6426191757410071111111)"
            ),
            ("(string,uint256)", "[[\"a\",2]", nil), ("address", "0x12", nil),
        ] as [(String, String, String?)])
    func arguments(type: String, text: String, expected: String?) throws {
        let type = try ABI.ValueType(type)
        #expect((try? ArgumentText.value(text, of: type))?.description == expected)
    }
}
