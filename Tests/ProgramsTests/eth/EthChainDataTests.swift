import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov eth: transactions, headers, blocks and proofs, whole corpora line by line")
struct EthChainDataTests {
    @Test(
        "tx-decode and tx-hash",
        arguments: [
            ("transactions/legacy.jsonl", 200), ("transactions/eip155.jsonl", 200),
            ("transactions/eip2930.jsonl", 200), ("transactions/eip1559.jsonl", 200),
            ("transactions/eip4844.jsonl", 200), ("transactions/eip7702.jsonl", 200),
            ("edge-cases/transactions.jsonl", 2),
        ])
    func transactions(file: String, count: Int) async throws {
        try await EthLines.accept("tx-decode", file, count: count) { item in
            let parity = item["transaction"]?["type"] == "0" ? "v" : "yParity"
            let fields = item["transaction"]?.object ?? []
            let others = ["hash", "sender", "signingHash", "r", "s"].map {
                JSONMember($0, item.member($0))
            }
            return .object(fields + others + [JSONMember(parity, item.member("v"))])
        }
        try await EthLines.accept("tx-hash", file, count: count) { $0.member("hash") }
    }

    @Test("tx-decode keeps types of other chains, tx-hash leaves sidecars out")
    func otherTransactions() async throws {
        try await EthLines.accept(
            "tx-decode", "edge-cases/opaque_transactions.jsonl", count: 3
        ) {
            $0.setting("anyType", true)
        } expected: {
            ["hash": $0.member("hash"), "type": $0.member("type")]
        }
        try await EthLines.accept(
            "tx-hash", "edge-cases/blob_network_forms.jsonl", count: 2
        ) {
            ["raw": $0.member("networkForm")]
        } expected: {
            $0.member("hash")
        }
    }

    @Test(
        "tx-decode refuses malformed transactions",
        arguments: [
            ("transactions/malformed.jsonl", 324), ("edge-cases/rejected_transactions.jsonl", 2),
        ])
    func malformed(file: String, count: Int) async throws {
        try await EthLines.reject(
            "tx-decode", file, count: count, rules: { EthChainDataRules.transactions[$0] ?? [] })
    }

    @Test("header-hash")
    func headers() async throws {
        for (file, count) in [("headers/headers.jsonl", 200), ("headers/blocks.jsonl", 100)] {
            try await EthLines.accept("header-hash", file, count: count) { item in
                ["header": try EthChainDataTests.header(item.member("header"))]
            } expected: {
                $0.member("hash")
            }
        }
    }

    @Test("header-hash takes members that the fork does not hash, and names them where it matters")
    func futureHeaders() async throws {
        let item = try #require(try EthLines.cases("headers/headers.jsonl").first)
        let header = try EthChainDataTests.header(item.member("header"))
        let hash = item.member("hash")
        let lines: [JSONValue] = [
            ["header": header.setting("hash", hash).setting("size", "0x1").setting("x", 1)],
            ["header": header.setting("hash", hash).setting("gasUsed", "0x1")],
            ["header": header.setting("hash", hash).setting("gasUsed", "0x1").setting("x", 1)],
        ]
        let answers = try await EthLines.answers("header-hash", to: lines)
        #expect(answers[0]["ok"] == hash)
        #expect(answers[1]["error"]?["rule"] == "header.hash")
        #expect(answers[2]["error"]?["rule"] == "header.fork")
        #expect(answers[2]["error"]?["message"]?.string?.contains("x") == true)
    }

    @Test(
        "block-verify",
        arguments: [("rpc/history-blocks.jsonl", 54), ("rpc/exchanges-blocks.jsonl", 40)])
    func blocks(file: String, count: Int) async throws {
        try await EthLines.accept("block-verify", file, count: count) { item in
            let block = item.member("block")
            return [
                "hash": block.member("hash"), "receiptsRoot": block.member("receiptsRoot"),
                "transactionsRoot": block.member("transactionsRoot"),
            ]
        }
    }

    @Test("block-verify refuses a block that lost a receipt or a transaction")
    func spoiledBlocks() async throws {
        let item = try #require(
            try EthLines.cases("rpc/history-blocks.jsonl").first { item in
                (item["receipts"]?.array?.count ?? 0) > 0
            })
        let block = item.member("block")
        let receipts = item["receipts"]?.array ?? []
        let lines: [JSONValue] = [
            item.setting("receipts", .array(receipts.dropLast())),
            item.setting("block", block.setting("transactions", [])),
            item.setting(
                "rawTransactions", .array((item["rawTransactions"]?.array ?? []) + ["0x7e"])),
            item.setting("block", block.setting("stateRoot", block.member("receiptsRoot"))),
        ]
        let answers = try await EthLines.answers("block-verify", to: lines)
        let rules = answers.map { $0["error"]?["rule"]?.string ?? "taken" }
        #expect(rules == ["rpc.mismatch", "rpc.mismatch", "rpc.mismatch", "header.hash"])
    }

    @Test(
        "proof-verify", arguments: [("proofs/valid.jsonl", 500), ("edge-cases/proofs.jsonl", 5)])
    func proofs(file: String, count: Int) async throws {
        try await EthLines.accept("proof-verify", file, count: count) {
            try EthProofLine($0).line
        } expected: { item in
            let slots = item["storage"]?.array ?? []
            return [
                "account": item.member("account"),
                "values": .array(slots.map { $0.member("value") }),
            ]
        }
    }

    @Test("proof-verify refuses forged proofs by rule")
    func forged() async throws {
        let bases = Dictionary(
            uniqueKeysWithValues: try EthLines.cases("proofs/valid.jsonl").map {
                ($0["id"]?.string ?? "", $0)
            })
        let cases = try EthLines.cases("proofs/forged.jsonl")
        #expect(cases.count == 1035)
        let answers = try await EthLines.answers(
            "proof-verify",
            to: cases.map { try EthProofLine($0, base: bases[$0["base"]?.string ?? ""]).line })
        for (item, answer) in zip(cases, answers) {
            let rule = item["rule"]?.string ?? ""
            let found = answer["error"]?["rule"]?.string
            // An answer cannot say "absent": then what is proved is not what the case claims.
            let isOther = answer["ok"].map { ($0["account"]?.isNull) != item["account"]?.isNull }
            #expect(
                found.map { EthChainDataRules.proofs[rule]?.contains($0) == true } ?? isOther
                    == true,
                "\(item.member("id")), \(rule): \(answer.serialized().prefix(200))")
        }
    }

    @Test("mpt-verify")
    func tries() async throws {
        var lines: [JSONValue] = []
        var expected: [JSONValue] = []
        for item in try EthLines.cases("proofs/valid.jsonl") {
            guard let root = item["account"]?["storageHash"] else { continue }
            for slot in item["storage"]?.array ?? [] {
                let key = Keccak256.hash(try Bytes(hex: slot["slot"]?.string ?? "")).hex
                lines.append([
                    "root": root, "key": .string(key), "proof": slot.member("proof"),
                ])
                let value = try UInt256(decimal: slot["value"]?.string ?? "")
                expected.append(value.isZero ? .null : .string(RLP.encode(value).hex))
            }
        }
        #expect(lines.count > 300)
        let answers = try await EthLines.answers("mpt-verify", to: lines)
        for (answer, value) in zip(answers, expected) { #expect(answer["ok"] == value) }
        let spoiled = try await EthLines.answers(
            "mpt-verify",
            to: lines.map { $0.setting("root", .string("0x" + String(repeating: "11", count: 32))) }
        )
        let rules = Set(spoiled.map { $0["error"]?["rule"]?.string ?? "taken" })
        #expect(rules.isSubset(of: ["nodeHash", "missingNode"]))
    }

    /// The header of a fixture, whose numbers are decimal, as nodes write it.
    private static func header(_ fields: JSONValue) throws -> JSONValue {
        .object(
            try (fields.object ?? []).map { member in
                guard let text = member.value.string, !text.hasPrefix("0x") else { return member }
                return JSONMember(member.name, .string(try UInt256(decimal: text).quantity))
            })
    }
}
