import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov eth: what Safes and timelocks hash, and what contracts say")
struct EthGovernanceTests {
    @Test("safe-hash")
    func safe() async throws {
        try await EthLines.accept(
            "safe-hash", "safe/transaction-hashes.jsonl", count: 330
        ) { item in
            [
                "domainHash": item.member("domainHash"), "messageHash": item.member("messageHash"),
                "safeTxHash": item.member("safeTxHash"),
            ]
        }
    }

    @Test("safe-hash: a nonce of 0 is a nonce, as text and as number; none is refused")
    func nonces() async throws {
        let item = try #require(
            try EthLines.cases("safe/transaction-hashes.jsonl").first { item in
                item["transaction"]?["nonce"] == "0"
            })
        let transaction = item.member("transaction")
        let answers = try await EthLines.answers(
            "safe-hash",
            to: ["0", 0, .null, "01", -1, "0x0"].map { nonce in
                item.setting("transaction", transaction.setting("nonce", nonce))
            })
        #expect(answers[0]["ok"]?["safeTxHash"] == item["safeTxHash"])
        #expect(answers[1]["ok"] == answers[0]["ok"])
        let rules = answers.dropFirst(2).map { $0["error"]?["rule"]?.string ?? "taken" }
        #expect(rules == ["missing", "leadingZero", "sign", "digit"])
    }

    @Test("safe-hash: a chain id above 2^64, whole; versions that are not known are refused")
    func chainsAndVersions() async throws {
        let transaction: JSONValue = [
            "to": "0x5aFE3855358E112B5647B952709E6165e1c1eEEe", "nonce": 0,
        ]
        let line: JSONValue = [
            "chainId": "800000000000000000000", "version": "1.4.1", "transaction": transaction,
            "safe": "0x5aFE3855358E112B5647B952709E6165e1c1eEEe",
        ]
        let answers = try await EthLines.answers(
            "safe-hash",
            to: [line]
                + ["1.5.1", "2.0.0", "0.0.0", "1.4"].map { version in
                    line.setting("version", .string(version))
                })
        #expect(
            answers[0]["ok"]?["domainHash"]
                == "0xd4d513a9b2e73c83f28de74dc69571af32f1d338df2d70b5237e3f5beb05fdd3")
        #expect(answers.dropFirst().allSatisfy { $0["error"]?["rule"] == "version" })
    }

    @Test("timelock-id")
    func timelock() async throws {
        try await EthLines.accept(
            "timelock-id", "timelock/operation-ids.jsonl", count: 160
        ) { item in
            let lists = ["targets", "values", "payloads"].map { item[$0]?.array ?? [] }
            // Lists of different lengths, which the contract hashes too, are no calls.
            guard Set(lists.map(\.count)).count == 1 else { return item }
            let calls = lists[0].indices.map { index -> JSONValue in
                ["target": lists[0][index], "value": lists[1][index], "data": lists[2][index]]
            }
            return item.setting("calls", .array(calls))
                .setting("batch", .bool(item["kind"] == "batch"))
        } expected: {
            $0.member("operationId")
        }
    }

    @Test("multisend-decode, calldata and packed calls; malformed batches by rule")
    func multiSend() async throws {
        let cases = try EthLines.cases("safe/multisend.jsonl")
        #expect(cases.count == 99)
        for form in ["data", "transactions"] {
            let answers = try await EthLines.answers(
                "multisend-decode",
                to: cases.map { item in
                    [
                        "version": item.member("version"), "library": item.member("library"),
                        "data": item.member(form), "safe": item.member("safe"),
                    ]
                })
            for (item, answer) in zip(cases, answers) {
                if item["valid"] == true {
                    let calls = item.member("calls")
                    #expect(
                        answer["ok"].map { EthLines.covers($0, calls) } == true,
                        "\(item.member("id"))")
                } else {
                    let rule = item["rule"]?.string?.replacing(" bytes", with: "")
                    #expect(answer["error"]?["rule"]?.string == rule, "\(item.member("id"))")
                }
            }
        }
    }

    @Test("decode-call reads every call of the contracts' corpus")
    func calls() async throws {
        var lines: [JSONValue] = []
        var steps: [JSONValue] = []
        for item in try EthLines.cases("dstack/calls.jsonl") {
            for step in item["steps"]?.array ?? [] where step["function"]?.string != nil {
                lines.append(["data": step.member("data")])
                steps.append(step)
            }
        }
        #expect(lines.count > 140)
        let answers = try await EthLines.answers("decode-call", to: lines)
        for (step, answer) in zip(steps, answers) where answer["ok"] != nil {
            #expect(answer["ok"]?["signature"] == step["function"])
            let values = (answer["ok"]?["arguments"]?.array ?? []).map { $0.member("value") }
            #expect(
                EthLines.covers(.array(values), step.member("arguments")),
                "\(step.member("function")): \(answer)")
        }
        #expect(answers.filter { $0["ok"] != nil }.count > lines.count * 9 / 10)
    }

    @Test("decode-log reads every event of the contracts' corpus")
    func logs() async throws {
        let cases = try EthLines.cases("dstack/events.jsonl")
        #expect(cases.count == 121)
        let answers = try await EthLines.answers("decode-log", to: cases.map { ["log": $0] })
        for (item, answer) in zip(cases, answers) {
            #expect(answer["ok"]?["signature"] == item["event"], "\(item.member("id"))")
            let values = (answer["ok"]?["arguments"]?.array ?? []).map { $0.member("value") }
            #expect(
                EthLines.covers(.array(values), item.member("arguments")), "\(item.member("id"))")
        }
    }

    @Test("decode-error tells reasons, panics, errors of contracts, and refuses the rest by rule")
    func errors() async throws {
        try await EthLines.accept("decode-error", "abi/reverts.jsonl", count: 112) {
            $0
        } expected: { item in
            switch item["kind"]?.string {
            case "panic": ["kind": "panic", "code": item.member("code")]
            case "empty": ["kind": "empty"]
            case "error": ["kind": "reason", "reason": item.member("reason")]
            default:
                [
                    "kind": "custom", "name": item.member("name"),
                    "arguments": .array(
                        (item["values"]?.array ?? []).map { ["value": $0] as JSONValue }),
                ]
            }
        }
        for (file, count) in [
            ("abi/unreadable_reverts.jsonl", 16), ("edge-cases/unreadable_reverts.jsonl", 2),
        ] {
            try await EthLines.reject("decode-error", file, count: count)
        }
        let owner = "000000000000000000000000" + "5afe3855358e112b5647b952709e6165e1c1eeee"
        let custom = try await EthLines.answers(
            "decode-error", to: [["data": .string("0x118cdaa7" + owner)], ["data": "0xdeadbeef"]])
        #expect(custom[0]["ok"]?["signature"] == "OwnableUnauthorizedAccount(address)")
        #expect(custom[1]["error"]?["rule"] == "selector")
    }
}
