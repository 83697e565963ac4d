import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov eth: hashes and encodings, whole corpora line by line")
struct EthEncodingTests {
    @Test("keccak")
    func keccak() async throws {
        try await EthLines.accept("keccak", "keccak256/keccak256.jsonl", count: 408) { item in
            ["data": item.member("input")]
        } expected: {
            $0.member("hash")
        }
    }

    @Test("rlp-decode, rlp-encode and rlp")
    func rlp() async throws {
        for command in ["rlp-decode", "rlp"] {
            try await EthLines.accept(command, "rlp/valid.jsonl", count: 440) { item in
                ["data": item.member("encoding")]
            } expected: {
                $0.member("item")
            }
        }
        for command in ["rlp-encode", "rlp"] {
            try await EthLines.accept(command, "rlp/valid.jsonl", count: 440) { item in
                ["items": item.member("item")]
            } expected: {
                $0.member("encoding")
            }
        }
    }

    @Test("rlp-decode refuses by rule what is no item; what is no integer is an item")
    func rlpRejected() async throws {
        let cases = try EthLines.cases("rlp/rejected.jsonl")
        #expect(cases.count == 466)
        let answers = try await EthLines.answers(
            "rlp-decode", to: cases.map { ["data": $0.member("encoding")] })
        for (item, answer) in zip(cases, answers) {
            let rule = item["rule"]?.string ?? ""
            let found = answer["error"]?["rule"]?.string
            // Rules of integers are not those of items; an integer's other faults are an item's.
            let isItemsOwn = !rule.hasPrefix("integer")
            #expect(found == (isItemsOwn ? rule : nil), "\(item.member("id"))")
        }
    }

    @Test(
        "abi-encode and abi-decode",
        arguments: [("abi/values.jsonl", 1600), ("edge-cases/values.jsonl", 3)])
    func abi(file: String, count: Int) async throws {
        try await EthLines.accept("abi-encode", file, count: count) { $0.member("encoding") }
        try await EthLines.accept("abi-decode", file, count: count) { item in
            item.setting("data", item.member("encoding"))
        } expected: {
            $0.member("values")
        }
    }

    @Test("abi-decode refuses malformed encodings by rule")
    func abiMalformed() async throws {
        try await EthLines.reject("abi-decode", "abi/malformed.jsonl", count: 438) { item in
            item.setting("data", item.member("encoding"))
        }
    }

    @Test("abi-decode takes what Solidity takes when asked to")
    func abiSolidity() async throws {
        let cases = try EthLines.cases("abi/malformed.jsonl").filter { $0["solidity"] != nil }
        #expect(cases.count == 361)
        let answers = try await EthLines.answers(
            "abi-decode",
            to: cases.map {
                $0.setting("data", $0.member("encoding")).setting("rules", "solidity")
            })
        for (item, answer) in zip(cases, answers) {
            #expect((answer["ok"] != nil) == (item["solidity"] == "takes"), "\(item.member("id"))")
        }
    }

    @Test("abi-encode, packed")
    func packed() async throws {
        try await EthLines.accept("abi-encode", "abi/packed.jsonl", count: 214) { item in
            item.setting("packed", true)
        } expected: {
            $0.member("encoding")
        }
    }

    @Test("personal-hash")
    func personal() async throws {
        try await EthLines.accept(
            "personal-hash", "eip712/personal_messages.jsonl", count: 60
        ) { $0.member("hash") }
    }

    @Test(
        "typed-data-hash",
        arguments: [("eip712/typed_data.jsonl", 430), ("edge-cases/typed_data.jsonl", 7)])
    func typedData(file: String, count: Int) async throws {
        try await EthLines.accept("typed-data-hash", file, count: count) { item in
            [
                "domainSeparator": item.member("domainSeparator"),
                "structHash": item["structHashes"]?[0]?.member("hash") ?? .null,
                "digest": item.member("digest"),
            ]
        }
    }

    @Test(
        "typed-data-hash refuses by rule what nobody should sign",
        arguments: [("eip712/rejected.jsonl", 166), ("edge-cases/rejected_typed_data.jsonl", 7)])
    func typedDataRejected(file: String, count: Int) async throws {
        try await EthLines.reject("typed-data-hash", file, count: count)
    }

    @Test("Lines are answered to the end whatever they hold; the last needs no line end")
    func endurance() async throws {
        let deep = String(repeating: "[", count: 100_000)
        let input = "\n{\n[]\n{\"data\":1}\n\(deep)\n{\"data\":\"0x\"}\n{\"data\":\"0x00\"}"
        let outcome = try await Program.dstackgov.run(["eth", "keccak", "--lines"], input: input)
        let rules = try outcome.output.split(separator: "\n").map { line in
            try JSONValue(parsing: String(line))["error"]?["rule"]?.string ?? "ok"
        }
        #expect(outcome.status == 0)
        #expect(rules == ["end", "end", "type", "type", "depth", "ok", "ok"])
    }
}
