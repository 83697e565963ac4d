import Chain
import Codec
import Primitives

extension Rows {
    /// Proofs of nine nodes, as long as on mainnet.
    static var proofs: [Row] {
        [
            Row(
                name: "account_proof", title: "account proof, nine nodes",
                goal: .permutations(17), alloy: 39.4
            ) { inputs in
                let proof = try Proof(inputs)
                let answer = proof.answer(slots: [])
                return each {
                    keep(
                        try answer.verified(
                            stateRoot: proof.stateRoot, address: proof.address))
                }
            },
            Row(
                name: "slot_proof", title: "slot proof, nine nodes", goal: .permutations(17),
                alloy: 39.4
            ) { inputs in
                let proof = try Proof(inputs)
                let key = Keccak256.hash(proof.slot.key.bytes).bytes
                return each {
                    keep(
                        try MerklePatriciaProof.verify(
                            root: proof.account.storageRoot, key: key, proof: proof.slot.proof))
                }
            },
            Row(
                name: "account_and_slot_proof", title: "account and slot proof, 18 nodes",
                goal: .permutations(34)
            ) { inputs in
                let proof = try Proof(inputs)
                let answer = proof.answer(slots: [proof.slot])
                return each {
                    keep(
                        try answer.verified(
                            stateRoot: proof.stateRoot, address: proof.address,
                            slots: [proof.slot.key]))
                }
            },
        ]
    }
}

/// The proof of the inputs.
private struct Proof {
    let stateRoot: Hash32
    let address: Address
    let account: Account
    let accountProof: [Bytes]
    let slot: AccountProof.Slot

    init(_ inputs: Inputs) throws {
        let proof = try inputs.json("proof.json")
        address = try Address(hex: proof.text("address"))
        stateRoot = try Hash32(hex: proof.text("stateRoot"))
        account = Account(
            nonce: try UInt64(truncatingIfNeeded: UInt256(quantity: proof.text("nonce"))),
            balance: try Wei(quantity: proof.text("balance")),
            storageRoot: try Hash32(hex: proof.text("storageHash")),
            codeHash: try Hash32(hex: proof.text("codeHash")))
        accountProof = try proof.member("accountProof").items().map { try $0.hex() }
        slot = AccountProof.Slot(
            key: try Hash32(hex: proof.text("slot")),
            value: try UInt256(quantity: proof.text("value")),
            proof: try proof.member("storageProof").items().map { try $0.hex() })
    }

    /// The answer of eth_getProof.
    func answer(slots: [AccountProof.Slot]) -> AccountProof {
        AccountProof(
            address: address, account: account, accountProof: accountProof, slots: slots)
    }
}
