import Chain
import Codec
import Primitives

extension Rows {
    /// What a block of 300 transactions commits to.
    static var tries: [Row] {
        [
            Row(
                name: "receipts_root", title: "receipts root of 300", goal: .permutations(1_200),
                alloy: 2_684
            ) { inputs in
                let receipts = try receipts(inputs)
                let expected = try inputs.expected("block").text("receiptsRoot")
                try check(Receipt.root(of: receipts).hex == expected, "receipts root")
                return each { keep(Receipt.root(of: receipts)) }
            },
            Row(
                name: "transactions_root", title: "transactions root of 300",
                goal: .permutations(600), alloy: 1_231
            ) { inputs in
                let encoded = try encoded(inputs, "block_transactions.json")
                let expected = try inputs.expected("block").text("transactionsRoot")
                try check(OrderedTrie.root(of: encoded).hex == expected, "transactions root")
                return each { keep(OrderedTrie.root(of: encoded)) }
            },
            Row(
                name: "block_bloom", title: "bloom of 300 receipts", goal: .permutations(900),
                alloy: 4_160
            ) { inputs in
                let receipts = try receipts(inputs)
                let expected = try inputs.expected("block").text("logsBloom")
                try check(Bloom(receipts: receipts).bytes.hex == expected, "bloom")
                return each { keep(Bloom(receipts: receipts)) }
            },
            Row(
                name: "ordered_root", title: "ordered trie root of 300 encoded receipts",
                alloy: 2_584
            ) { inputs in
                let encoded = try encoded(inputs, "block_receipts_encoded.json")
                return each { keep(OrderedTrie.root(of: encoded)) }
            },
            Row(
                name: "receipts_decode", title: "receipt, RLP decode, each of 300", items: 300
            ) { inputs in
                let encoded = try encoded(inputs, "block_receipts_encoded.json")
                return each { for bytes in encoded { keep(try Receipt(decoding: bytes)) } }
            },
        ]
    }

    private static func encoded(_ inputs: Inputs, _ name: String) throws -> [Bytes] {
        try inputs.json(name).items().map { try $0.hex() }
    }

    private static func receipts(_ inputs: Inputs) throws -> [Receipt] {
        try encoded(inputs, "block_receipts_encoded.json").map { try Receipt(decoding: $0) }
    }
}
