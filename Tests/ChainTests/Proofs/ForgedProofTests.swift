import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Proofs: every forged case is refused by its rule")
struct ForgedProofTests {
    typealias Rule = ProofError.Rule

    /// Rules of a way that leads elsewhere: another node's hash, an end too early or too late.
    private static let elsewhere: Set<Rule> = [.nodeHash, .trailingNode, .missingNode]

    /// Every rule of the corpus, and the rules here that refuse it. Where a proof of something else
    /// is used, how far its way is the same decides where it fails.
    static let refusals: [String: Set<Rule>] = [
        "proof of another address": elsewhere,
        "address of an absent account under a proof of presence": elsewhere,
        "another slot's proof under this slot": elsewhere.union([.slotValue]),
        "two slots exchanged": elsewhere.union([.slotValue]),
        "exclusion proof cut short": [.missingNode],
        "exclusion proof of a slot cut short": [.missingNode],
        "present account claimed absent with a proof cut short": [.missingNode],
        "present account claimed absent": [.codeHash, .nonce, .balance, .storageHash],
        // One claims an empty account, whose answer is that of an absent one: only what is proved
        // tells them apart.
        "absent account claimed present": [.balance, .codeHash],
        "present slot claimed zero": [.slotValue],
        "slot value altered": [.slotValue],
        "absent slot claimed one": [.slotValue],
        "balance altered": [.balance],
        "nonce altered": [.nonce],
        "code hash altered": [.codeHash],
        "storage hash altered": [.storageHash],
        "node appended after the end": [.trailingNode],
        "node appended to a storage proof": [.trailingNode],
        "node repeated": [.nodeHash, .trailingNode],
        "first node missing": [.nodeHash, .missingNode],
        "inner node missing": [.nodeHash],
        "nodes out of order": [.nodeHash],
        "no nodes at all": [.missingNode],
        "no nodes for a slot of a non-empty storage": [.missingNode],
        "storage proof cut short": [.missingNode],
        "one bit flipped in a node": [.nodeHash],
        "state root of another block": [.nodeHash],
        "empty node": [.trailingNode, .nodeHash],
        "empty node in place of an empty trie": [.nodeHash, .nodeEncoding, .nodeForm],
        "storage proof for an absent account": [.nodeHash],
        "slot value with a leading zero": [.slotEncoding],
        "slot value of 33 bytes": [.slotEncoding],
        "slot value wrapped in a list": [.slotEncoding],
        "trailing byte after the slot value": [.slotEncoding],
        "account with a fifth field": [.accountEncoding],
        "account of three fields": [.accountEncoding],
        "account balance with a leading zero": [.accountEncoding],
        "leaf path with a dirty padding nibble": [.hexPrefix],
        "leaf path with an undefined flag bit": [.hexPrefix],
        "leaf with a third item": [.nodeForm],
        "leaf path in long form": [.nodeEncoding],
        "trailing byte after a node": [.nodeEncoding],
        "branch of eighteen items": [.nodeForm],
        "branch that holds a value": [.branchValue],
        "branch with one way": [.thinBranch],
        "child reference of 31 bytes": [.childReference],
        "extension with an empty path": [.emptyPath],
        "node of 32 bytes or more embedded in its parent": [.nodeSize],
    ]

    /// What is wrong with an encoding, where the rule alone does not tell.
    static let encodings: [String: RLPError.Rule] = [
        "slot value with a leading zero": .integerLeadingZero,
        "slot value of 33 bytes": .integerLeadingZero,
        "slot value wrapped in a list": .integerList,
        "trailing byte after the slot value": .trailing,
        "account with a fifth field": .extraItem,
        "account of three fields": .missingItem,
        "account balance with a leading zero": .integerLeadingZero,
        "leaf path in long form": .longForm,
        "trailing byte after a node": .trailing,
    ]

    @Test("Forged answers are refused")
    func forged() throws {
        let cases = try Fixtures.cases("proofs/forged.jsonl")
        #expect(cases.count == 1035)
        let bases = Dictionary(
            uniqueKeysWithValues: try Fixtures.cases("proofs/valid.jsonl").map { ($0.id, $0) })
        var seen: Set<String> = []
        for each in cases {
            let base = try #require(bases[each.string("base")])
            try refuse(ProofCase(each, base: base), rule: each.string("rule"))
            seen.insert(try each.string("rule"))
        }
        #expect(seen.count == 45)
    }

    @Test("The edge cases' forgeries are refused")
    func edgeCases() throws {
        let cases = try Fixtures.cases("edge-cases/rejected_proofs.jsonl")
        #expect(cases.count == 9)
        for each in cases { try refuse(ProofCase(each), rule: each.string("rule")) }
    }

    private func refuse(_ proof: ProofCase, rule: String) throws {
        let error = #expect(throws: ProofError.self, "\(proof.id): \(rule)") {
            try proof.claimed()
        }
        guard let error else { return }
        let expected = try #require(Self.refusals[rule], "\(rule)")
        #expect(expected.contains(error.rule), "\(proof.id) \(rule): \(error)")
        if let encoding = Self.encodings[rule] {
            #expect(error.encoding?.rule == encoding, "\(proof.id) \(rule): \(error)")
        }
        #expect(error.code.hasPrefix("proof."))
    }
}
