import Codec
public import Primitives

extension SafeSignature {
    /// Reads a signature that stands alone as a Safe's blob holds it: one record, and behind it the
    /// bytes of a contract's own signature.
    ///
    /// - Parameters:
    ///   - record: The bytes.
    ///   - hash: The transaction's hash.
    ///   - owner: Whose signature it is said to be.
    /// - Throws: ``OperationError`` with the rule `form` when the bytes are no signature, `signer`
    ///   when it is another's. Whether an owner approved a hash, or a contract takes a signature for
    ///   its own, is for the chain to tell.
    public init(record: Bytes, of hash: Hash32, owner: Address) throws(OperationError) {
        guard record.count >= SignatureBlobCheck.recordSize,
            let first = Hash32(record.slice(0..<32)), let second = Hash32(record.slice(32..<64)),
            record[64] < 2
        else {
            self = try SafeSignature.identify(record, of: hash, owners: [owner])
            return
        }
        let named = Address(lastBytesOf: first)
        guard named == owner else {
            throw OperationError(.signer, at: "signature", "made by \(named), not by \(owner)")
        }
        if record[64] == 1 {
            self = .approved(by: owner)
            return
        }
        guard let start = Int(exactly: UInt256(second)), start >= SignatureBlobCheck.recordSize,
            start <= record.count, record.count - start >= 32,
            let word = Hash32(record.slice(start..<start + 32)),
            let length = Int(exactly: UInt256(word)), length <= record.count - start - 32
        else {
            throw OperationError(
                .form, at: "signature", "the bytes of the contract's signature lie outside of it")
        }
        self.init(
            kind: .contract, owner: owner, bytes: record.slice(start + 32..<start + 32 + length))
    }
}
