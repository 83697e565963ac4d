import Chain
import Primitives
import Testing

@Suite("docs/library.md: what a block commits to")
struct ChainExample {
    @Test("a transaction")
    func transaction() throws {
        let raw = try Bytes(
            hex: """
                0xf86c80843b9aca00825208945afe3855358e112b5647b952709e6165e1c1eeee80808956bc75e2d631000024\
                a02c9f91a55d7722bf209eb0c3dce9a2ec4504d0fe441c78c54f709c5955f3dcfa\
                a02d8c75e8e37164b55fcd2872b73c9069a16b59d4ef118caae532287f0ccfaf2d
                """)
        // example: transaction
        let signed = try SignedTransaction(decoding: raw)
        try signed.transaction.validate()
        print(signed.hash, try signed.sender(), signed.transaction.value.text(in: .ether))
        // end
        #expect(try signed.sender().checksummed == "0x1F81960b9D6094ca6A3fAbF90F2A4031B0F99771")
    }

    @Test("a proof")
    func proof() throws {
        let slot = Hash32(UInt256(7))
        let owner = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        let storage = StorageTrie.trie(of: [slot: 42])
        let state = StateTrie.trie(of: [
            owner: Account(nonce: 1, balance: 0, storageRoot: storage.root)
        ])
        let proof = AccountProof(
            address: owner, account: Account(nonce: 1, balance: 0, storageRoot: storage.root),
            accountProof: state.proof(of: Keccak256.hash(owner.bytes).bytes),
            slots: [
                AccountProof.Slot(
                    key: slot, value: 42, proof: storage.proof(of: Keccak256.hash(slot.bytes).bytes)
                )
            ])
        let stateRoot = state.root
        // example: proof
        let verified = try proof.verified(stateRoot: stateRoot, address: owner, slots: [slot])
        print(verified.account?.balance ?? 0, verified.value(of: slot) ?? 0)
        // end
        #expect(verified.value(of: slot) == 42)
    }
}
