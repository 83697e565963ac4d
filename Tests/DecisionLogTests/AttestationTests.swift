import Codec
import Foundation
import Primitives
import Testing

@testable import DecisionLog

@Suite("What is stated about records is signed, a group at once")
struct AttestationTests {
    @Test("the proofs of a whole group are those of RFC 6962, one by one")
    func proofs() throws {
        let leaves = (0..<LogAttestation.mostStatements).map {
            MerkleHash.leaf(Bytes(utf8: "statement \($0)"))
        }
        #expect(InclusionProof.all(of: []).root == MerkleHash.empty)
        for count in [1, 2, 3, 4, 5, 7, 8, 11, 16, 17, 33, 63, 64] {
            let part = Array(leaves.prefix(count))
            let (root, proofs) = InclusionProof.all(of: part)
            #expect(root == MerkleFrontier(leaves: part).root)
            for index in 0..<count {
                #expect(
                    proofs[index]
                        == InclusionProof(of: UInt64(index), size: UInt64(count), leaves: part))
            }
        }
    }

    @Test("each of a hundred at once has a signature that holds for its own statement alone")
    func statements() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        let owner = try folder.key().identity.publicKey
        let stranger = try LogKey(path: folder.path + "/other", name: "other").identity.publicKey
        let receipts = await withTaskGroup(of: (Int, LogReceipt?).self) { group in
            for number in 0..<100 {
                group.addTask {
                    let receipt = await log.append(["number": JSONValue(number)] as JSONValue) {
                        receipt in
                        Bytes(utf8: "\(number) \(receipt.leaf.hex)")
                    }
                    return (number, receipt)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        log.close()
        for number in 0..<100 {
            let receipt = try #require(receipts[number])
            let attestation = try #require(receipt.attestation)
            let statement = Bytes(utf8: "\(number) \(receipt.leaf.hex)")
            #expect(attestation.holds(for: statement, by: owner))
            #expect(!attestation.holds(for: statement, by: stranger))
            #expect(!attestation.holds(for: Bytes(utf8: "other"), by: owner))
            let read = LogAttestation(
                signature: Base64Text.encode(attestation.signature), proof: attestation.proofText)
            #expect(read == attestation)
        }
    }

    @Test("a record of which nothing is stated is not signed")
    func nothingStated() async throws {
        let folder = try LogFolder()
        let log = try folder.open()
        #expect(await log.append(["number": 1] as JSONValue)?.attestation == nil)
        log.close()
    }

    @Test(
        "what writes no attestation is none",
        arguments: ["", "0", "0/1", "0/1/x", "0/1/AA==", "-1/1/", "0/65/", "a/1/"])
    func malformed(proof: String) {
        let signature = Base64Text.encode(Bytes(repeating: 7, count: 64))
        #expect(LogAttestation(signature: signature, proof: "0/1/") != nil)
        #expect(LogAttestation(signature: signature, proof: proof) == nil)
        #expect(LogAttestation(signature: "AA==", proof: "0/1/") == nil)
    }
}
