import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Proofs: every valid case of fixtures/proofs and edge-cases")
struct ProofFixtureTests {
    static let files = [("proofs/valid.jsonl", 500), ("edge-cases/proofs.jsonl", 5)]

    @Test("An answer is proved as a whole and part by part", arguments: files)
    func valid(path: String, count: Int) throws {
        let cases = try Fixtures.cases(path)
        #expect(cases.count == count)
        for each in cases {
            let proof = try ProofCase(each)
            let verified = try proof.verified()
            #expect(verified.account == proof.account, "\(each.id)")
            #expect(verified.stateRoot == proof.stateRoot)
            #expect(verified.address == proof.answer.address)
            #expect(verified.slots.map(\.key) == proof.answer.slots.map(\.key), "\(each.id)")
            #expect(verified.slots.map(\.value) == proof.answer.slots.map(\.value), "\(each.id)")
            for slot in proof.answer.slots {
                #expect(verified.value(of: slot.key) == slot.value)
            }
            let key = Keccak256.hash(proof.answer.address.bytes).bytes
            let value = try MerklePatriciaProof.verify(
                root: proof.stateRoot, key: key, proof: proof.answer.accountProof)
            #expect(value == proof.account?.encoded, "\(each.id)")
            if let value { #expect(try Account(decoding: value) == proof.account) }
        }
    }

    @Test("An answer to another question is refused before its nodes are read", arguments: files)
    func otherQuestion(path: String, count: Int) throws {
        for each in try Fixtures.cases(path) {
            let proof = try ProofCase(each)
            let slots = proof.answer.slots.map(\.key)
            let other = Address(lastBytesOf: Keccak256.hash(proof.answer.address.bytes))
            let address = #expect(throws: ProofError.self) {
                try proof.answer.verified(stateRoot: proof.stateRoot, address: other, slots: slots)
            }
            #expect(address?.code == "proof.address")
            let asked = slots + [Keccak256.hash(utf8: "another slot")]
            for wrong in [asked, Array(slots.dropLast()), Array(asked.reversed())]
            where wrong != slots {
                let error = #expect(throws: ProofError.self) {
                    try proof.answer.verified(
                        stateRoot: proof.stateRoot, address: proof.answer.address, slots: wrong)
                }
                #expect(error?.code == "proof.count")
            }
            if slots != slots.reversed() {
                let error = #expect(throws: ProofError.self) {
                    try proof.answer.verified(
                        stateRoot: proof.stateRoot, address: proof.answer.address,
                        slots: slots.reversed())
                }
                #expect(error?.code == "proof.key")
            }
        }
    }

    @Test("An absent account may be claimed with zeros in place of the empty hashes")
    func absentAsZeros() throws {
        var count = 0
        for each in try Fixtures.cases("proofs/valid.jsonl") {
            let proof = try ProofCase(each)
            guard proof.account == nil else { continue }
            let zeros = AccountProof(
                address: proof.answer.address,
                account: Account(nonce: 0, balance: 0, storageRoot: .zero, codeHash: .zero),
                accountProof: proof.answer.accountProof, slots: proof.answer.slots)
            let verified = try zeros.verified(
                stateRoot: proof.stateRoot, address: zeros.address, slots: zeros.slots.map(\.key))
            #expect(verified.account == nil)
            count += 1
        }
        #expect(count > 50)
    }
}
