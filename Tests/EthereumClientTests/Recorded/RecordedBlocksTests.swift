import Chain
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

/// A block as go-ethereum told it, with its parts as bytes.
struct RecordedBlock: Sendable, CustomTestStringConvertible {
    let value: JSONValue
    var testDescription: String { value["id"]?.string ?? "?" }

    static func read(_ path: String) throws -> [RecordedBlock] {
        try Fixtures.cases(path).map { RecordedBlock(value: try JSONValue(parsing: $0.text)) }
    }

    func bytes(_ name: String) throws -> Bytes {
        try Bytes(hex: try #require(value[name]?.string))
    }

    func list(_ name: String) throws -> [Bytes] {
        try #require(value[name]?.array).map { try Bytes(hex: try #require($0.string)) }
    }

    /// A client whose node knows this block only.
    var client: EthereumClient {
        let block = value["block"] ?? .null
        let receipts = value["receipts"] ?? .null
        return EthereumClient(
            transport: LiarTransport(methods: [
                "eth_getBlockByNumber": { _ in .result(block) },
                "eth_getBlockByHash": { _ in .result(block) },
                "eth_getBlockReceipts": { _ in .result(receipts) },
            ]), label: "recorded")
    }
}

@Suite("Recorded blocks of go-ethereum come out byte for byte")
struct RecordedBlocksTests {
    @Test(
        "header, transactions and receipts have the recorded bytes and the header's roots",
        arguments: [("rpc/history-blocks.jsonl", 54), ("rpc/exchanges-blocks.jsonl", 40)])
    func blocks(path: String, count: Int) async throws {
        let blocks = try RecordedBlock.read(path)
        #expect(blocks.count == count)
        var transactions = 0
        for (number, recorded) in blocks.enumerated() {
            let reference = BlockReference.number(BlockNumber(UInt64(number)))
            let block = try #require(try await recorded.client.getFullBlock(reference))
            #expect(block.header.encoded == (try recorded.bytes("header")))
            guard case .full(let records) = block.transactions else {
                #expect(block.transactions == .hashes([]))
                continue
            }
            #expect(records.compactMap(\.encoded) == (try recorded.list("rawTransactions")))
            try block.checkRoots()
            let receipts = try #require(
                try await recorded.client.getBlockReceipts(.hash(block.hash)))
            #expect(receipts.map(\.receipt.encoded) == (try recorded.list("rawReceipts")))
            try block.checkReceipts(receipts)
            for (record, receipt) in zip(records, receipts) {
                #expect(record.hash == receipt.transactionHash)
                #expect(record.blockHash == block.hash && receipt.blockHash == block.hash)
                #expect(receipt.logs.allSatisfy { $0.transactionHash == record.hash })
                #expect(record.from == (try record.signed?.sender()))
            }
            transactions += records.count
        }
        #expect(transactions >= count - 5)
    }

    @Test("R07 header.fork: a member that no known fork has, where the hash does not come out")
    func unknownFork() async throws {
        let first = try #require(try RecordedBlock.read("rpc/history-blocks.jsonl").first)
        let members = try #require(first.value["block"]?.object)
        let gas = members.map { $0.name == "gasUsed" ? JSONMember("gasUsed", "0x7") : $0 }
        let more = [JSONMember("futureRoot", "0x01")]
        let rows: [([JSONMember], String?)] = [
            (members, nil), (members + more, nil), (gas, "header.hash"),
            (gas + more, "header.fork"),
        ]
        for (members, code) in rows {
            let block = JSONValue.object(members)
            let client = EthereumClient(
                transport: LiarTransport(methods: ["eth_getBlockByNumber": { _ in .result(block) }]
                ),
                label: "forked")
            do throws(ClientError) {
                let header = try await client.getHeader(.number(0))
                #expect(code == nil && header?.hash.hex == first.value["block"]?["hash"]?.string)
            } catch {
                #expect(error.code == code)
                #expect(error.description.contains("futureRoot") == (code == "header.fork"))
            }
        }
    }

    @Test("the genesis block is that of the chain's description, and every actor has an address")
    func genesis() async throws {
        let chain = try Fixtures.cases("rpc/chain.jsonl").map { try JSONValue(parsing: $0.text) }
        #expect(chain.count == 2)
        #expect(chain[0]["chainId"] == "31337")
        let first = try #require(try RecordedBlock.read("rpc/history-blocks.jsonl").first)
        let header = try #require(try await first.client.getHeader(.number(0)))
        #expect(header.header.encoded.hex == chain[0]["header"]?.string)
        let actors = [chain[1]["people"], chain[1]["contracts"]].compactMap { $0?.object }.joined()
        for actor in actors {
            let text = actor.value.string ?? actor.value["address"]?.string
            #expect(throws: Never.self, "\(actor.name)") { try Address(hex: try #require(text)) }
        }
        #expect(actors.count > 10)
    }

    @Test("each step's transactions are in its block, with the recorded outcome")
    func steps() async throws {
        let steps = try Fixtures.cases("rpc/history-steps.jsonl")
        #expect(steps.count == 53)
        let blocks = try RecordedBlock.read("rpc/history-blocks.jsonl")
        for step in steps {
            let value = try JSONValue(parsing: step.text)
            let number = try #require(value["block"]?.string.flatMap { Int($0) })
            let hash = try Hash32(hex: try #require(value["blockHash"]?.string))
            let client = blocks[number].client
            let block = try #require(try await client.getFullBlock(.hash(hash)))
            let hashes = value["transactions"]?.array?.compactMap(\.string)
            #expect(block.transactionHashes.map(\.hex) == hashes)
            let receipts = try #require(try await client.getBlockReceipts(.hash(hash)))
            let outcomes = value["succeeded"]?.array?.map(\.bool)
            #expect(receipts.map(\.succeeded) == outcomes)
        }
    }
}
