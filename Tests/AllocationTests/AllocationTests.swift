import CAllocations
import Chain
import Codec
import Contracts
import Cryptography
import Primitives
import TestSupport
import Testing

/// Counts repeat where times do not: an allocation more in a row that is called millions of times
/// is a loss that no reviewer sees. The counts are those of a debug build, in which more is
/// allocated than in a release; a count that falls may be lowered here.
@Suite("Hot operations allocate no more than they did")
struct AllocationTests {
    @Test("hashes, hex and integers")
    func values() throws {
        let word = Bytes(repeating: 7, count: 32)
        let kilobyte = Bytes(repeating: 7, count: 1024)
        let hex = kilobyte.hex
        let address = try Address(hex: "0x5aFE3855358E112B5647B952709E6165e1c1eEEe")
        let (a, b) = (UInt256.max, UInt256(12_345_678_901))
        let decimal = a.decimal
        expect("keccak of 32 bytes", 0) { _ = Keccak256.hash(word) }
        expect("keccak of 1 KiB", 0) { _ = Keccak256.hash(kilobyte) }
        expect("hex of 1 KiB", 1) { _ = kilobyte.hex }
        try expect("1 KiB of hex", 1) { _ = try Bytes(hex: hex) }
        expect("product", 0) { _ = a &* b }
        expect("quotient", 0) { _ = a.quotientAndRemainder(dividingBy: b) }
        try expect("number of decimals", 0) { _ = try UInt256(decimal: decimal) }
        expect("decimals of a number", 1) { _ = a.decimal }
        expect("EIP-55", 3) { _ = address.checksummed }
    }

    @Test("headers, transactions and proofs")
    func chain() throws {
        let rlp = try Fixtures.cases("headers/headers.jsonl")[150].string("rlp")
        let bytes = try Bytes(hex: rlp)
        let header = try Header(decoding: bytes)
        try expect("header decode", 1) { _ = try Header(decoding: bytes) }
        expect("header hash", 1) { _ = header.hash }
        for (name, most) in [("legacy", 1), ("eip1559", 1)] {
            let raw = try Bytes(hex: Fixtures.cases("transactions/\(name).jsonl")[0].string("raw"))
            let signed = try SignedTransaction(decoding: raw)
            try expect("\(name) decode", most) { _ = try SignedTransaction(decoding: raw) }
            try expect("\(name) sender", 1) { _ = try signed.sender() }
        }
        let slot = Hash32(UInt256(7))
        let trie = StorageTrie.trie(
            of: Dictionary(
                uniqueKeysWithValues: (1...500).map { (Hash32(UInt256(UInt64($0))), UInt256.one) }))
        let key = Keccak256.hash(slot.bytes).bytes
        let proof = trie.proof(of: key)
        try expect("slot proof", 5) {
            _ = try MerklePatriciaProof.verify(root: trie.root, key: key, proof: proof)
        }
    }

    @Test("calls, logs and typed data")
    func codec() throws {
        let call = DstackKms.AddOsImageHash(Keccak256.hash(utf8: "image"))
        let calldata = call.calldata
        expect("typed encode", 1) { _ = call.calldata }
        try expect("typed decode", 0) { _ = try DstackKms.AddOsImageHash(calldata: calldata) }
        let function = try ABI.Function("function addOsImageHash(bytes32 osImageHash)")
        let arguments = try function.decodeCall(calldata)
        try expect("encode by text", 2) { _ = try function.encodeCall(arguments) }
        try expect("decode by text", 3) { _ = try function.decodeCall(calldata) }
        let transaction = SafeTransaction(to: .zero, data: calldata, nonce: 0)
        let domain = SafeDomain(chainID: 1, safe: .zero, version: .v141)
        expect("SafeTx", 1) { _ = transaction.hashes(in: domain) }
    }

    /// Runs `operation` twice, so that what is made once is made before, and counts the second run.
    private func expect(
        _ name: String, _ most: Int, _ operation: () throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) rethrows {
        try operation()
        let before = callocations_count()
        try operation()
        let count = callocations_count() - before
        guard before >= 0 else { return }
        #expect(count <= most, "\(name)", sourceLocation: sourceLocation)
    }
}
