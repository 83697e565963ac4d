import Chain
import Codec
import Primitives
import TestSupport
import Testing

@Suite("Proofs: a changed witness never proves a changed fact")
struct ProofMutationTests {
    @Test("10,000 mutations of valid answers prove the same facts or nothing")
    func mutations() throws {
        var random = SeededRandom(seed: 0x9307)
        let proofs = try Fixtures.cases("proofs/valid.jsonl").map { try ProofCase($0) }
        var refused = 0
        for _ in 0..<10_000 {
            let proof = proofs[random.below(proofs.count)]
            let mutant = random.mutated(proof.answer)
            let question = proof.answer.slots.map(\.key)
            do throws(ProofError) {
                let verified = try mutant.verified(
                    stateRoot: proof.stateRoot, address: proof.answer.address, slots: question)
                #expect(verified.account == proof.account)
                #expect(verified.slots.map(\.value) == proof.answer.slots.map(\.value))
            } catch {
                refused += 1
            }
        }
        #expect(refused > 9_000)
    }

    @Test("Mutations of proofs with embedded nodes prove the same value or nothing")
    func embedded() throws {
        var random = SeededRandom(seed: 31)
        // Two-byte keys and one-byte values: most leaves are embedded.
        var entries: [(key: Bytes, value: Bytes)] = []
        for _ in 0..<400 { entries.append((Bytes(random.bytes(2)), Bytes(random.bytes(1)))) }
        let trie = MerklePatriciaTrie(entries)
        for _ in 0..<10_000 {
            let key = Bytes(random.bytes(2))
            var proof = trie.proof(of: key)
            random.mutate(&proof)
            guard
                let value = try? MerklePatriciaProof.verify(
                    root: trie.root, key: key, proof: proof)
            else { continue }
            #expect(value == trie[key])
        }
    }
}

extension SeededRandom {
    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int {
        bound == 0 ? 0 : Int(next() % UInt64(bound))
    }

    /// Changes a list of nodes in one way.
    mutating func mutate(_ nodes: inout [Bytes]) {
        guard !nodes.isEmpty else {
            nodes = [Bytes(bytes(below(40)))]
            return
        }
        let place = below(nodes.count)
        switch below(6) {
        case 0: nodes.remove(at: place)
        case 1: nodes.insert(nodes[place], at: place)
        case 2: nodes.swapAt(place, below(nodes.count))
        case 3: nodes.append(Bytes(bytes(below(40))))
        default:
            var node = [UInt8](nodes[place])
            guard !node.isEmpty else { return }
            switch below(3) {
            case 0: node[below(node.count)] ^= 1 << UInt8(below(8))
            case 1: node.remove(at: below(node.count))
            default: node.insert(UInt8(truncatingIfNeeded: next()), at: below(node.count + 1))
            }
            nodes[place] = Bytes(node)
        }
    }

    /// An answer changed in one place.
    mutating func mutated(_ answer: AccountProof) -> AccountProof {
        var account = answer.account
        var nodes = answer.accountProof
        var slots = answer.slots
        switch below(4) {
        case 0:
            account = Account(
                nonce: below(2) == 0 ? next() : account.nonce,
                balance: below(2) == 0 ? wei() : account.balance,
                storageRoot: below(2) == 0 ? hash() : account.storageRoot,
                codeHash: below(2) == 0 ? hash() : account.codeHash)
        case 1, 2: mutate(&nodes)
        default:
            if slots.isEmpty { return mutated(answer) }
            let place = below(slots.count)
            let slot = slots[place]
            var proof = slot.proof
            if below(2) == 0 { mutate(&proof) }
            slots[place] = AccountProof.Slot(
                key: slot.key, value: proof == slot.proof ? uint256() : slot.value, proof: proof)
        }
        return AccountProof(
            address: answer.address, account: account, accountProof: nodes, slots: slots)
    }
}
