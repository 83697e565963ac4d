import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Blocks: every case of fixtures/headers/blocks")
struct BlockFixtureTests {
    static let all = Result { try Fixtures.cases("headers/blocks.jsonl") }

    @Test("Header, transactions, receipts and withdrawals hash to what the header says")
    func roots() throws {
        let cases = try Self.all.get()
        #expect(cases.count == 100)
        for each in cases {
            let header = try Header(each.member("header"))
            #expect(header.encoded == (try Bytes(hex: each.string("rlp"))), "\(each.id)")
            #expect(header.hash == (try Hash32(hex: each.string("hash"))), "\(each.id)")
            let transactions = try each.value.bytesList("transactions").map {
                try BlockTransaction(decoding: $0)
            }
            #expect(
                BlockTransaction.root(of: transactions) == header.transactionsRoot, "\(each.id)")
            let encodings = try each.value.bytesList("receipts")
            #expect(OrderedTrie.root(of: encodings) == header.receiptsRoot, "\(each.id)")
            let withdrawals = try each.value.items("withdrawals").map(Withdrawal.init)
            #expect(
                Withdrawal.root(of: withdrawals) == header.withdrawalsRoot, "\(each.id)")
        }
    }

    @Test("Receipts' fields, encodings and blooms give each other")
    func receipts() throws {
        var count = 0
        for each in try Self.all.get() {
            let header = try Header(each.member("header"))
            let fields = try each.value.items("receiptFields")
            let encodings = try each.value.bytesList("receipts")
            let receipts = try fields.map(Receipt.init(fixture:))
            for (receipt, (field, encoding)) in zip(receipts, zip(fields, encodings)) {
                #expect(receipt.logsBloom == (try field.bloom("logsBloom")), "\(each.id)")
                #expect(receipt.encoded == encoding, "\(each.id)")
                #expect(try Receipt(decoding: encoding) == receipt, "\(each.id)")
                count += 1
            }
            #expect(Receipt.root(of: receipts) == header.receiptsRoot, "\(each.id)")
            #expect(Bloom(receipts: receipts) == header.logsBloom, "\(each.id)")
        }
        #expect(count == 671)
    }

    @Test("An item's proof in the tries of a block proves it at its index and nowhere else")
    func inclusion() throws {
        for each in try Self.all.get().suffix(12) {
            let encodings = try each.value.bytesList("receipts")
            let trie = OrderedTrie.trie(of: encodings)
            for (index, encoding) in encodings.enumerated() {
                let key = OrderedTrie.key(of: index)
                let proof = trie.proof(of: key)
                let value = try MerklePatriciaProof.verify(root: trie.root, key: key, proof: proof)
                #expect(value == encoding, "\(each.id) \(index)")
                #expect(trie[key] == encoding)
                let other = OrderedTrie.key(of: index + 1)
                let wrong = try? MerklePatriciaProof.verify(
                    root: trie.root, key: other, proof: proof)
                #expect(wrong == nil || wrong != encoding, "\(each.id) \(index)")
            }
            let beyond = OrderedTrie.key(of: encodings.count)
            #expect(
                try MerklePatriciaProof.verify(
                    root: trie.root, key: beyond, proof: trie.proof(of: beyond)) == nil)
        }
    }
}

extension Withdrawal {
    init(_ fixture: FixtureValue) throws {
        self.init(
            index: try fixture.uint64("index"),
            validatorIndex: try fixture.uint64("validatorIndex"),
            address: try fixture.address("address"), gwei: try fixture.uint64("amount"))
    }
}

extension Receipt {
    /// The receipt that a fixture writes, its filter computed.
    init(fixture: FixtureValue) throws {
        guard let type = UInt8(exactly: try fixture.uint64("type")) else {
            throw UnreadableFixture(member: "type", value: fixture)
        }
        self.init(
            type: type, outcome: .status(try fixture.uint64("status") == 1),
            cumulativeGasUsed: try fixture.uint64("cumulativeGasUsed"),
            logs: try fixture.items("logs").map(Log.init(fixture:)))
    }
}

extension Log {
    /// The log that a fixture or a node's answer writes.
    init(fixture: FixtureValue) throws {
        let topics = try fixture.items("topics").map { topic in
            guard let text = topic.string else {
                throw UnreadableFixture(member: "topics", value: topic)
            }
            return try Hash32(hex: text)
        }
        guard let topics = LogTopics(topics) else {
            throw UnreadableFixture(member: "topics", value: fixture)
        }
        self.init(
            address: try fixture.address("address"), topics: topics,
            data: try fixture.bytes("data"))
    }
}
