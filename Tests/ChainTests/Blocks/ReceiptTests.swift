import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Receipts")
struct ReceiptTests {
    static let log = Log(
        address: Address(lastBytesOf: Keccak256.hash(utf8: "emitter")),
        topics: LogTopics([Keccak256.hash(utf8: "Event()")]) ?? LogTopics(),
        data: Bytes(repeating: 5, count: 70))

    static let receipts: [Receipt] = [
        Receipt(type: 0, outcome: .status(true), cumulativeGasUsed: 21_000, logs: []),
        Receipt(type: 0, outcome: .stateRoot(.zero), cumulativeGasUsed: 0, logs: [log]),
        Receipt(type: 4, outcome: .status(false), cumulativeGasUsed: .max, logs: [log, log]),
        Receipt(type: 0x6a, outcome: .status(true), cumulativeGasUsed: 1, logs: [log]),
        Receipt(
            type: 0x7e, outcome: .status(true), cumulativeGasUsed: 46_000, logs: [log],
            deposit: Receipt.Deposit(nonce: 35_535_698, version: 1)),
    ]

    @Test("Every type goes there and back", arguments: receipts)
    func roundTrip(receipt: Receipt) throws {
        let encoded = receipt.encoded
        #expect(try Receipt(decoding: encoded) == receipt)
        #expect(receipt.type == 0 ? encoded[0] >= 0xc0 : encoded[0] == receipt.type)
        for count in 0..<encoded.count {
            #expect(throws: ReceiptError.self) {
                try Receipt(decoding: encoded.slice(0..<count))
            }
        }
        let longer = #expect(throws: ReceiptError.self) { try Receipt(decoding: encoded + [0]) }
        #expect(longer?.encoding?.rule == .trailing)
    }

    @Test("Before Canyon the nonce of a deposit is known and not hashed")
    func regolith() throws {
        let receipt = Receipt(
            type: 0x7e, outcome: .status(true), cumulativeGasUsed: 46_000, logs: [],
            deposit: Receipt.Deposit(nonce: 3, version: nil))
        let plain = Receipt(
            type: 0x7e, outcome: .status(true), cumulativeGasUsed: 46_000, logs: [])
        #expect(receipt.encoded == plain.encoded)
        #expect(try Receipt(decoding: receipt.encoded).deposit == nil)
    }

    @Test(
        "What is no receipt is refused by its rule",
        arguments: [
            ("0x", ReceiptError.Rule.empty, RLPError.Rule?.none), ("0x00c0", .type, nil),
            ("0x80", .type, nil), ("0xbf", .type, nil), ("0x02", .encoding, .truncated),
            ("0xc0", .encoding, .missingItem), ("0x0180", .encoding, .listExpected),
            ("0xc102", .encoding, .integerWidth), ("0xc100", .encoding, .integerLeadingZero),
            ("0xc1c0", .encoding, .integerList),
        ])
    func rejected(hex: String, rule: ReceiptError.Rule, encoding: RLPError.Rule?) throws {
        let bytes = try Bytes(hex: hex)
        let error = #expect(throws: ReceiptError.self) { try Receipt(decoding: bytes) }
        #expect(error?.rule == rule)
        #expect(error?.encoding?.rule == encoding)
    }

    @Test("A log has at most four topics")
    func topics() throws {
        let topic = RLP.Item.string(Bytes(repeating: 1, count: 32))
        for count in 0...6 {
            let topics = [RLP.Item](repeating: topic, count: count)
            let log = RLP.Item.list([
                .string(Bytes(repeating: 2, count: 20)), .list(topics), .string([]),
            ])
            let receipt = RLP.encode(
                .list([
                    .string([1]), .string([]), .string(Bytes(repeating: 0, count: 256)),
                    .list([log]),
                ]))
            if count <= 4 {
                #expect(try Receipt(decoding: receipt).logs[0].topics.count == count)
            } else {
                let error = #expect(throws: ReceiptError.self) { try Receipt(decoding: receipt) }
                #expect(error?.encoding?.rule == .extraItem)
            }
        }
        #expect(LogTopics([Hash32](repeating: .zero, count: 5)) == nil)
    }

    @Test("A filter contains what was added, and its keys say so without hashing again")
    func bloom() {
        let bloom = Bloom(CollectionOfOne(Self.log))
        #expect(bloom.mayContain(Self.log.address))
        #expect(bloom.mayContain(topic: Self.log.topics[0]))
        #expect(bloom.mayContain(Bloom.Key(Self.log.address)))
        #expect(!bloom.mayContain(topic: Keccak256.hash(utf8: "Other()")))
        #expect(!Bloom().mayContain(Self.log.address))
        var union = Bloom()
        union.formUnion(bloom)
        #expect(union == bloom)
        #expect(Bloom(bloom.bytes) == bloom)
        #expect(Bloom(bloom.bytes + [0]) == nil)
    }
}
