import Chain
import Codec
import Primitives

/// What a block commits to: headers, transactions, receipts, tries and proofs.
func chainBenchmarks(_ bench: Bench, _ inputs: Inputs) throws {
    try headerBenchmarks(bench, inputs)
    try transactionBenchmarks(bench, inputs)
    try trieBenchmarks(bench, inputs)
    try proofBenchmarks(bench, inputs)
}

private func headerBenchmarks(_ bench: Bench, _ inputs: Inputs) throws {
    let rlp = try inputs.bytes("header.rlp")
    let header = try Header(decoding: rlp)
    try check(
        header.hash.hex == inputs.json("expected.json").member("block").text("hash"), "header.rlp")
    try bench("rlp_header_decode") { keep(try Header(decoding: rlp)) }
    bench("rlp_header_encode") { keep(header.encoded) }
    bench("header_hash") { keep(header.hash) }
    let chain = [Header](repeating: header, count: 1_000)
    bench("header_chain_hash", items: chain.count) { keep(Header.hashes(of: chain)) }
    bench("bloom_check_value") { keep(header.logsBloom.mayContain(header.beneficiary)) }
    let key = Bloom.Key(header.beneficiary)
    bench("bloom_check_kept", items: 100) {
        for _ in 0..<100 { keep(header.logsBloom.mayContain(key)) }
    }
}

private func transactionBenchmarks(_ bench: Bench, _ inputs: Inputs) throws {
    for name in ["legacy", "eip1559"] {
        let raw = try inputs.bytes("tx_\(name).bin")
        let signed = try SignedTransaction(decoding: raw)
        let expected = try inputs.json("expected.json").member("transactions").member(name)
        try check(signed.sender() == Address(hex: expected.text("sender")), name)
        try bench("tx_\(name)_decode") { keep(try SignedTransaction(decoding: raw)) }
        bench("tx_\(name)_sighash") { keep(signed.transaction.signingHash) }
        try bench("tx_\(name)_sender") { keep(try signed.sender()) }
    }
}

private func trieBenchmarks(_ bench: Bench, _ inputs: Inputs) throws {
    let expected = try inputs.json("expected.json").member("block")
    let transactions = try inputs.json("block_transactions.json").items().map { try $0.hex() }
    try check(
        OrderedTrie.root(of: transactions).hex == expected.text("transactionsRoot"), "transactions")
    bench("transactions_root") { keep(OrderedTrie.root(of: transactions)) }
    let encoded = try inputs.json("block_receipts_encoded.json").items().map { try $0.hex() }
    let receipts = try encoded.map { try Receipt(decoding: $0) }
    try check(Receipt.root(of: receipts).hex == expected.text("receiptsRoot"), "receipts")
    try check(Bloom(receipts: receipts).bytes.hex == expected.text("logsBloom"), "bloom")
    bench("receipts_root") { keep(Receipt.root(of: receipts)) }
    bench("ordered_root_encoded_receipts") { keep(OrderedTrie.root(of: encoded)) }
    bench("block_bloom") { keep(Bloom(receipts: receipts)) }
    try bench("receipts_decode", items: encoded.count) {
        for bytes in encoded { keep(try Receipt(decoding: bytes)) }
    }
}

private func proofBenchmarks(_ bench: Bench, _ inputs: Inputs) throws {
    let proof = try inputs.json("proof.json")
    let address = try Address(hex: proof.text("address"))
    let slot = try Hash32(hex: proof.text("slot"))
    let stateRoot = try Hash32(hex: proof.text("stateRoot"))
    let account = Account(
        nonce: try UInt64(truncatingIfNeeded: UInt256(quantity: proof.text("nonce"))),
        balance: try Wei(quantity: proof.text("balance")),
        storageRoot: try Hash32(hex: proof.text("storageHash")),
        codeHash: try Hash32(hex: proof.text("codeHash")))
    let accountProof = try proof.member("accountProof").items().map { try $0.hex() }
    let slotProof = try proof.member("storageProof").items().map { try $0.hex() }
    let answer = AccountProof(
        address: address, account: account, accountProof: accountProof, slots: [])
    let whole = AccountProof(
        address: address, account: account, accountProof: accountProof,
        slots: [
            AccountProof.Slot(
                key: slot, value: try UInt256(quantity: proof.text("value")), proof: slotProof)
        ])
    try bench("account_proof") {
        keep(try answer.verified(stateRoot: stateRoot, address: address))
    }
    let key = Keccak256.hash(slot.bytes).bytes
    try bench("slot_proof") {
        keep(
            try MerklePatriciaProof.verify(
                root: account.storageRoot, key: key, proof: slotProof))
    }
    try bench("account_and_slot_proof") {
        keep(try whole.verified(stateRoot: stateRoot, address: address, slots: [slot]))
    }
}

/// Ends the run when an operation gives something else than it should.
private func check(_ condition: Bool, _ name: String) throws {
    guard condition else { throw Inputs.Unreadable(name: name) }
}
