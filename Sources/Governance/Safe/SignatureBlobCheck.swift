import Codec
import Contracts
import Cryptography
public import Primitives

/// Checks a blob of signatures as a Safe's `checkSignatures` does, record by record and in its
/// order, so that what it would refuse is known before anybody pays.
public struct SignatureBlobCheck: Sendable {
    /// What a contract that is an owner answers when the Safe asks it.
    public enum Answer: Hashable, Sendable {
        /// The magic value: the signature is its own.
        case magic
        /// Something else.
        case other
        /// It reverted, for this reason.
        case reverted(String)
    }

    /// Why the Safe refuses.
    public struct Refusal: Error, Hashable, Sendable {
        /// The Safe's code, for example `GS026`; for a contract that reverts, its own reason.
        public let rule: String
        /// Which record, from 0; nil when the blob is too short.
        public let record: Int?
    }

    /// The hash that is signed.
    public let digest: Hash32
    /// The owners.
    public let owners: [Address]
    /// How many records are read.
    public let threshold: Int
    /// Owners who approved the hash on chain.
    public let approvals: Set<Address>
    /// Who sends the transaction: an owner's own record needs no approval then.
    public let executor: Address?

    /// The bytes of one record.
    public static let recordSize = 65

    /// A check.
    public init(
        digest: Hash32, owners: [Address], threshold: Int, approvals: Set<Address> = [],
        executor: Address? = nil
    ) {
        self.digest = digest
        self.owners = owners
        self.threshold = threshold
        self.approvals = approvals
        self.executor = executor
    }

    /// Reads the first ``threshold`` records; more records and bytes behind them are legal.
    ///
    /// - Parameters:
    ///   - blob: The `signatures` argument of execTransaction.
    ///   - ask: Asks a contract whether the bytes are its signature.
    /// - Returns: Who signed, in ascending order.
    /// - Throws: ``Refusal`` with the Safe's code.
    public func signers(
        of blob: Bytes, asking ask: (Address, Bytes) -> Answer
    ) throws(Refusal) -> [Address] {
        let (size, overflows) = threshold.multipliedReportingOverflow(
            by: SignatureBlobCheck.recordSize)
        guard threshold > 0, !overflows, blob.count >= size else {
            throw Refusal(rule: "GS020", record: nil)
        }
        var signers: [Address] = []
        for index in 0..<threshold {
            let start = index * SignatureBlobCheck.recordSize
            let record = blob.slice(start..<start + SignatureBlobCheck.recordSize)
            let signer = try signer(record, index: index, in: blob, asking: ask)
            guard let signer, signer > signers.last ?? .zero, owners.contains(signer),
                signer != SafeStorage.sentinel
            else { throw Refusal(rule: "GS026", record: index) }
            signers.append(signer)
        }
        return signers
    }

    /// The owner for whom a record stands; nil when a key of nobody has made it.
    private func signer(
        _ record: Bytes, index: Int, in blob: Bytes, asking ask: (Address, Bytes) -> Answer
    ) throws(Refusal) -> Address? {
        guard let first = Hash32(record.slice(0..<32)), let second = Hash32(record.slice(32..<64))
        else { return nil }
        switch record[64] {
        case 0:
            let owner = Address(lastBytesOf: first)
            let bytes = try contractSignature(at: UInt256(second), index: index, in: blob)
            switch ask(owner, bytes) {
            case .magic: return owner
            case .other: throw Refusal(rule: "GS024", record: index)
            case .reverted(let reason): throw Refusal(rule: reason, record: index)
            }
        case 1:
            let owner = Address(lastBytesOf: first)
            guard owner == executor || approvals.contains(owner) else {
                throw Refusal(rule: "GS025", record: index)
            }
            return owner
        case 27, 28:
            return SafeSignature.recovered(
                Signature(r: first, s: second, yParity: record[64] == 28), digest: digest)
        case 31, 32:
            return SafeSignature.recovered(
                Signature(r: first, s: second, yParity: record[64] == 32),
                digest: SafeSignature.personalMessage(digest))
        default: return nil
        }
    }

    /// The bytes of a contract's signature behind the records.
    private func contractSignature(
        at offset: UInt256, index: Int, in blob: Bytes
    ) throws(Refusal) -> Bytes {
        let records = UInt256(UInt64(threshold * SignatureBlobCheck.recordSize))
        guard offset >= records else { throw Refusal(rule: "GS021", record: index) }
        guard let start = Int(exactly: offset), start <= blob.count, blob.count - start >= 32 else {
            throw Refusal(rule: "GS022", record: index)
        }
        let content = start + 32
        guard let word = Hash32(blob.slice(start..<content)),
            let length = Int(exactly: UInt256(word)), length <= blob.count - content
        else { throw Refusal(rule: "GS023", record: index) }
        return blob.slice(content..<content + length)
    }
}
