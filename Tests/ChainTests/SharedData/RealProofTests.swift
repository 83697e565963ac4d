import Chain
import Primitives
import TestSupport
import Testing

@Suite("Proofs of public chains, true and spoiled")
struct RealProofTests {
    @Test("Answers of real nodes are proved by their headers")
    func proofs() throws {
        if SharedData.isAbsent("proofs") { return }
        let headers = try Self.headers()
        let cases = try SharedData.lines("proofs.jsonl")
        #expect(cases.count == 28)
        for each in cases {
            let header = try #require(headers[each.string("header")])
            #expect(header.hash.hex == (try each.string("blockHash")))
            #expect(header.stateRoot == (try each.value.hash("stateRoot")))
            try prove(each, stateRoot: header.stateRoot)
        }
        let alone = try SharedData.lines("proofs-without-header.jsonl")
        #expect(alone.count == 13)
        for each in alone { try prove(each, stateRoot: each.value.hash("stateRoot")) }
    }

    private func prove(_ each: FixtureCase, stateRoot: Hash32) throws {
        let answer = try AccountProof(answer: each.member("proof"))
        let verified = try answer.verified(
            stateRoot: stateRoot, address: each.value.address("address"),
            slots: each.value.items("slots").map { try $0.slot() })
        #expect((verified.account != nil) == each.value["present"]?.bool, "\(each.id)")
        if let account = verified.account { #expect(account == answer.account) }
        #expect(verified.slots.map(\.value) == answer.slots.map(\.value))
    }

    @Test("Spoiled answers are refused by their rule and at their node")
    func refused() throws {
        if SharedData.isAbsent("proofs-refused") { return }
        let headers = try Self.headers()
        var twins: [String: FixtureCase] = [:]
        for name in ["proofs.jsonl", "proofs-without-header.jsonl"] {
            for each in try SharedData.lines(name) { twins[each.id] = each }
        }
        let cases = try SharedData.lines("proofs-refused.jsonl")
        #expect(cases.count == 518)
        for each in cases {
            let twin = twins[each.value["twin"]?.string ?? ""] ?? each
            let patch = each.value["patch"]?.array ?? []
            let answer = try AccountProof(answer: twin.member("proof").patched(patch))
            let question = each.value["ask"] ?? twin.value
            let header = each.value["header"]?.string
            let stateRoot = try header.map { try #require(headers[$0]).stateRoot }
            let error = #expect(throws: ProofError.self, "\(each.id)") {
                try answer.verified(
                    stateRoot: stateRoot ?? twin.value.hash("stateRoot"),
                    address: question.address("address"),
                    slots: question.items("slots").map { try $0.slot() })
            }
            guard let error else { continue }
            let rule = try each.string("rule")
            #expect(Self.matches(error, rule), "\(each.id) \(rule): \(error)")
        }
    }

    /// Whether an error is what the corpus calls `rule`.
    private static func matches(_ error: ProofError, _ rule: String) -> Bool {
        let words = rule.split(separator: " ")
        if words.first == "node", words.last == "hash", let node = Int(words[1]) {
            return error.rule == .nodeHash && error.node == node
        }
        let rules: [String: Set<ProofError.Rule>] = [
            "other address than asked": [.otherAddress],
            "other slots than asked": [.otherSlot, .slotCount],
            "missing node": [.missingNode],
            "trailing node": [.trailingNode],
            "account fields": [.nonce, .balance, .codeHash, .storageHash],
            "absent account with balance or nonce": [.nonce, .balance],
            "absent account with code or storage": [.codeHash, .storageHash],
            "slot value": [.slotValue],
        ]
        return rules[rule]?.contains(error.rule) ?? false
    }

    private static func headers() throws -> [String: Header] {
        var headers: [String: Header] = [:]
        for each in try SharedData.lines("headers.jsonl")
        where each.value["formula"]?.string == "standard" {
            headers[each.id] = try Header(each.member("header"))
        }
        return headers
    }
}

extension AccountProof {
    /// The answer of a node to eth_getProof; slots come short or padded.
    init(answer: FixtureValue) throws {
        self.init(
            address: try answer.address("address"), account: try Account(fixture: answer),
            accountProof: try answer.bytesList("accountProof"),
            slots: try answer.items("storageProof").map { slot in
                Slot(
                    key: try slot.member("key").slot(), value: try slot.uint256("value"),
                    proof: try slot.bytesList("proof"))
            })
    }
}
