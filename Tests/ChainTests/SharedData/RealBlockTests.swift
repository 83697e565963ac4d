import Chain
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Blocks and transactions of public chains")
struct RealBlockTests {
    /// Before it signatures with a high s counted (EIP-2).
    private static let homestead = 1_150_000

    @Test("Hash, roots and bloom recompute where the corpus says so")
    func blocks() throws {
        if SharedData.isAbsent("blocks") { return }
        let cases = try SharedData.files(in: "blocks")
        #expect(cases.count == 34)
        var transactions = 0
        var receipts = 0
        for each in cases {
            let header = try each.member("header")
            let verified = try each.member("verified")
            let hash = try? Header(header).hash
            #expect((hash == (try each.value.hash("hash"))) == verified["hash"]?.bool, "\(each.id)")
            if let list = each.value["transactions"]?.array, !list.isEmpty {
                let raws = try list.map { try BlockTransaction(decoding: $0.bytes("raw")) }
                let root = BlockTransaction.root(of: raws)
                #expect(
                    (root == (try header.hash("transactionsRoot")))
                        == verified["transactionsRoot"]?.bool, "\(each.id)")
                for (raw, fixture) in zip(raws, list) {
                    try check(raw, fixture, isHomestead: isHomestead(each))
                    transactions += 1
                }
            }
            receipts += try checkReceipts(each, header: header, verified: verified)
        }
        #expect(transactions == 1427)
        #expect(receipts == 1880)
    }

    private func isHomestead(_ each: FixtureCase) throws -> Bool {
        guard try each.string("chain") == "ethereum" else { return true }
        return (each.value["number"]?.number ?? 0) >= Self.homestead
    }

    /// Receipts in consensus encoding, and as a node answered them: the number of both.
    private func checkReceipts(
        _ each: FixtureCase, header: FixtureValue, verified: FixtureValue
    ) throws -> Int {
        let root = try header.hash("receiptsRoot")
        let isRoot = verified["receiptsRoot"]?.bool
        let encodings = each.value.has("receipts") ? try each.value.bytesList("receipts") : []
        if !encodings.isEmpty {
            #expect((OrderedTrie.root(of: encodings) == root) == isRoot, "\(each.id)")
            let receipts = try encodings.map { try Receipt(decoding: $0) }
            #expect(receipts.map(\.encoded) == encodings, "\(each.id)")
            #expect(
                (Bloom(receipts: receipts) == (try header.bloom("logsBloom")))
                    == verified["logsBloom"]?.bool, "\(each.id)")
            for receipt in receipts { #expect(Bloom(receipt.logs) == receipt.logsBloom) }
        }
        let answers = each.value["receiptsRpc"]?.array ?? []
        if !answers.isEmpty {
            let receipts = try answers.map(Receipt.init(answer:))
            #expect((Receipt.root(of: receipts) == root) == isRoot, "\(each.id)")
            #expect(
                (Bloom(receipts: receipts) == (try header.bloom("logsBloom")))
                    == verified["logsBloom"]?.bool, "\(each.id)")
        }
        return encodings.count + answers.count
    }

    private func check(
        _ transaction: BlockTransaction, _ fixture: FixtureValue, isHomestead: Bool
    ) throws {
        #expect(transaction.hash == (try fixture.hash("hash")))
        #expect(UInt64(transaction.type) == (try fixture.uint64("type")))
        guard case .signed(let signed) = transaction else { return }
        let sender = try signed.sender(strictness: isHomestead ? .lowS : .anyS)
        #expect(sender == (try fixture.address("from")))
    }

    @Test("Transactions of every type have their hash and sender")
    func transactions() throws {
        if SharedData.isAbsent("transactions") { return }
        let cases = try SharedData.lines("transactions.jsonl")
        #expect(cases.count == 257)
        for each in cases {
            let transaction = try BlockTransaction(decoding: each.value.bytes("raw"))
            try check(transaction, each.value, isHomestead: true)
        }
    }

    @Test("Blocks changed after they were made are caught by the hash or by a root")
    func refused() throws {
        if SharedData.isAbsent("blocks-refused") { return }
        let cases = try SharedData.lines("blocks-refused.jsonl")
        #expect(cases.count == 6)
        for each in cases {
            let block = try each.member("block")
            let header = try Header(block)
            let matches = header.hash == (try block.hash("hash"))
            #expect(matches == each.value["hashMatches"]?.bool, "\(each.id)")
        }
    }
}

extension Receipt {
    /// The receipt that a node answers to eth_getTransactionReceipt.
    init(answer: FixtureValue) throws {
        let type = answer.has("type") ? try answer.uint64("type") : 0
        let outcome: Outcome =
            answer.has("status")
            ? .status(try answer.uint64("status") == 1) : .stateRoot(try answer.hash("root"))
        var deposit: Deposit?
        if answer.has("depositNonce") {
            deposit = Deposit(
                nonce: try answer.uint64("depositNonce"),
                version: answer.has("depositReceiptVersion")
                    ? try answer.uint64("depositReceiptVersion") : nil)
        }
        self.init(
            type: UInt8(truncatingIfNeeded: type), outcome: outcome,
            cumulativeGasUsed: try answer.uint64("cumulativeGasUsed"),
            logs: try answer.items("logs").map(Log.init(fixture:)),
            logsBloom: answer.has("logsBloom") ? try answer.bloom("logsBloom") : nil,
            deposit: deposit)
    }
}
