import Chain
import Codec
import EthereumClient
import Foundation
import Primitives
import TestSupport
import Testing

/// Answers of nodes in the field that broke tools of others.
@Suite("Answers of nodes in the field")
struct FieldCaseTests {
    private static let hash = "0x" + String(repeating: "11", count: 32)

    @Test("A chain id above 2^64 is a chain id")
    func chainID() async throws {
        let client = client(.result("0x2b5e3af16b18800000"))
        let found = try await client.chainID()
        #expect(found == ChainID(try UInt256(decimal: "800000000000000000000")))
    }

    @Test("A receipt without its price is refused, or read with an unknown price when asked for")
    func missingPrice() async throws {
        for price in [JSONValue?.some(.null), nil] {
            let client = client(.result(receipt(price: price)))
            await #expect {
                try await client.getTransactionReceipt(Hash32(hex: FieldCaseTests.hash))
            } throws: { ["rpc.type", "rpc.shape"].contains(($0 as? ClientError)?.code) }
            let read = try await client.getTransactionReceipt(
                Hash32(hex: FieldCaseTests.hash), allowing: .missingFees)
            let found = try #require(read)
            #expect(found.effectiveGasPrice == nil)
            #expect(found.succeeded == true && found.receipt.logs.isEmpty)
        }
        let price = client(.result(receipt(price: "0x0")))
        let read = try await price.getTransactionReceipt(Hash32(hex: FieldCaseTests.hash))
        #expect(read?.effectiveGasPrice == Wei(0))
    }

    @Test("The word null for a price is refused always")
    func priceInWords() async {
        let client = client(.result(receipt(price: "null")))
        for leniency in [[], TransactionReceipt.Leniency.missingFees] {
            await #expect {
                try await client.getTransactionReceipt(
                    Hash32(hex: FieldCaseTests.hash), allowing: leniency)
            } throws: { ($0 as? ClientError)?.code == "rpc.hex" }
        }
    }

    @Test("A receipt before its block is none yet, never one without logs")
    func receiptBeforeBlock() async throws {
        let pending = receipt(price: "0x1").object?.map { member in
            member.isNamed("blockHash") || member.isNamed("blockNumber")
                ? JSONMember(member.name, .null) : member
        }
        let client = client(.result(.object(try #require(pending))))
        #expect(try await client.getTransactionReceipt(Hash32(hex: FieldCaseTests.hash)) == nil)
    }

    @Test("Numbers of JSON in an authorization are refused; no text without 0x is taken for hex")
    func authorizationNumbers() async throws {
        let rows: [(JSONValue, JSONValue, JSONValue, String)] = [
            ("0x3e9", "0x5", "0x0", ""), ("1001", "0x5", "0x0", "rpc.hex"),
            ("0x3e9", 5, "0x0", "rpc.type"), ("0x3e9", "0x5", 0, "rpc.type"),
        ]
        for (chain, nonce, parity, code) in rows {
            let transaction: JSONValue = [
                "type": "0x4", "hash": .string(FieldCaseTests.hash),
                "from": .string("0x" + String(repeating: "22", count: 20)),
                "authorizationList": [
                    [
                        "chainId": chain, "address": "0x69c43ee2b4edcd5c999a05eeebcb8d6b05649853",
                        "nonce": nonce, "yParity": parity, "r": "0x1", "s": "0x1",
                    ]
                ],
            ]
            let client = client(.result(transaction))
            await #expect {
                try await client.getTransactionByHash(Hash32(hex: FieldCaseTests.hash))
            } throws: { error in
                let found = (error as? ClientError)?.code
                // The authorization alone is no transaction: then its other fields are missing.
                return code.isEmpty ? found == "rpc.shape" : found == code
            }
        }
    }

    @Test("The authority behind an authorization is that of its raw numbers")
    func authority() throws {
        let authorization = Authorization(
            chainID: ChainID(1001),
            address: try Address(hex: "0x69c43ee2b4edcd5c999a05eeebcb8d6b05649853"), nonce: 5,
            yParity: 0,
            r: try UInt256(
                decimal:
                    "94121671201497235086267741070705571945902206850747186270261908593650917172446"
            ),
            s: try UInt256(
                decimal:
                    "24081071418195233594403349404060662572331626341459804697329253544232816777176"
            ))
        let authority = try authorization.authority()
        #expect(authority.checksummed == "0x2303eE74425Cc80AF81e0411C477754922063ecc")
    }

    @Test("A node without finalized blocks is asked once and cannot")
    func finalizedUnknown() async throws {
        let transport = LiarTransport(
            always: .error(["code": -39001, "message": "Unknown block"]))
        let client = EthereumClient(transport: transport, label: "test")
        await #expect { try await client.getBlock(.finalized) } throws: { error in
            (error as? ClientError)?.nodeError?.fault == .cannot
        }
        #expect(transport.requests.count == 1)
        let silent = self.client(.result(.null))
        #expect(try await silent.getBlock(.finalized) == nil)
    }

    @Test("A filter never ends in nulls")
    func trailingNulls() throws {
        let topic = try Hash32(hex: FieldCaseTests.hash)
        let blocks = LogFilter.Blocks.range(BlockNumber(1)...BlockNumber(2))
        func topics(_ topics: [[Hash32]]) -> JSONValue? {
            LogFilter(blocks: blocks, topics: topics).parameter["topics"]
        }
        #expect(topics([[topic], [], [], []]) == [.string(FieldCaseTests.hash)])
        #expect(topics([[], [topic], []]) == [.null, .string(FieldCaseTests.hash)])
        #expect(topics([[], []]) == nil)
    }

    @Test("A timestamp in milliseconds is never told as a date")
    func milliseconds() {
        let description = Timestamp(seconds: 0x17e_a246_ec7b).description
        #expect(description == "1643400064123 s after 1970")
    }

    @Test("All spellings of storage keys verify, the same slot twice included")
    func keySpellings() async throws {
        guard let folder = Fixtures.sharedData else {
            print("shared/data is absent: the spellings of storage keys are not read")
            return
        }
        let data = try Data(contentsOf: folder.appending(path: "field/proof-f517.json"))
        let file = try JSONValue(parsing: Bytes([UInt8](data)))
        let root = try Hash32(hex: try #require(file["stateRoot"]?.string))
        let answers = try #require(file["answers"]?.object)
        #expect(answers.count >= 3)
        let slots = [0x104, 0x104, 0x1, 0x347].map { (slot: Int) in Hash32(UInt256(UInt64(slot))) }
        let address = try Address(hex: "0xf517e75e1dc33a2d9d3b3b418a97ae4f613020ce")
        for answer in answers {
            let proof = try await client(.result(answer.value)).getProof(
                address, slots: slots, at: .latest)
            let account = try proof.verified(stateRoot: root, address: address, slots: slots)
            #expect(account.slots.map(\.value) == [0, 0, 0, 0], "\(answer.name)")
            #expect(account.account?.nonce == 0, "\(answer.name)")
        }
    }

    @Test("Answers of other nodes mean what their dialect says")
    func dialects() async throws {
        let cases = try Fixtures.cases("edge-cases/node_dialects.jsonl")
        #expect(cases.count == 5)
        for item in cases {
            let response = try item.string("response")
            let exchange = RecordedExchange(
                id: item.id, status: Int(try item.string("status")) ?? 0,
                request: try JSONValue(parsing: item.string("request")),
                response: try? JSONValue(parsing: response), responseBytes: Bytes(utf8: response))
            var outcome = "nothing"
            do throws(ClientError) {
                let result = try await exchange.client.raw(
                    exchange.method ?? "", exchange.parameters ?? [])
                outcome = result.isNull ? "absent" : "present"
            } catch {
                // No body answers no request, and is refused where one was made.
                #expect(response.isEmpty, "\(item.id): \(error)")
            }
            #expect(outcome == (try item.string("meaning")), "\(item.id)")
        }
    }

    private func client(_ answer: LiarTransport.Answer) -> EthereumClient {
        EthereumClient(
            transport: LiarTransport(always: answer), label: "test",
            options: ClientOptions(retry: .never))
    }

    private func receipt(price: JSONValue?) -> JSONValue {
        let account = JSONValue.string("0x" + String(repeating: "22", count: 20))
        var members: [JSONMember] = [
            JSONMember("blockHash", .string("0x" + String(repeating: "33", count: 32))),
            JSONMember("blockNumber", "0x5"), JSONMember("contractAddress", .null),
            JSONMember("cumulativeGasUsed", "0x5208"), JSONMember("from", account),
            JSONMember("gasUsed", "0x5208"), JSONMember("logs", []),
            JSONMember("logsBloom", .string("0x" + String(repeating: "00", count: 256))),
            JSONMember("status", "0x1"), JSONMember("to", account),
            JSONMember("transactionHash", .string(FieldCaseTests.hash)),
            JSONMember("transactionIndex", "0x0"), JSONMember("type", "0x0"),
        ]
        if let price { members.append(JSONMember("effectiveGasPrice", price)) }
        return .object(members)
    }
}
