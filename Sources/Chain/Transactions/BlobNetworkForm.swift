import Codec
public import Primitives

/// A blob transaction as nodes pass it on: around it the blobs with their commitments and proofs
/// (EIP-4844), or with proofs of their cells (EIP-7594). Some nodes answer with this form where the
/// block's is asked for; its hash names nothing.
public struct BlobNetworkForm: Hashable, Sendable {
    /// The transaction as blocks hold it.
    public let transaction: SignedTransaction
    /// Whether the proofs are those of cells (EIP-7594).
    public let hasCellProofs: Bool
    /// The number of blobs.
    public let blobCount: Int
    /// The number of commitments.
    public let commitmentCount: Int
    /// The number of proofs.
    public let proofCount: Int

    /// The transaction inside the network form `bytes`. Of the sidecar only the form is checked:
    /// whether commitments and proofs belong to the blobs, and how many there are, is not.
    ///
    /// - Throws: ``TransactionError`` when what is inside is no transaction of type 3, or what is
    ///   around it no sidecar.
    public init(decoding bytes: Bytes) throws(TransactionError) {
        guard let type = bytes.first else { throw TransactionError(rule: .empty) }
        guard type == BlobNetworkForm.type else {
            throw TransactionError(
                rule: .unknownType, expected: UInt256(UInt64(BlobNetworkForm.type)),
                found: UInt256(UInt64(type)))
        }
        let list = bytes.slice(from: 1)
        let parts: Parts
        do throws(RLPError) {
            parts = try list.withSpan { span throws(RLPError) in
                var reader = RLPReader(span)
                return try Parts(&reader)
            }
        } catch {
            throw TransactionError(rule: .sidecar, encoding: error)
        }
        transaction = try SignedTransaction(decoding: [type] + list.slice(parts.transaction))
        hasCellProofs = parts.hasCellProofs
        blobCount = parts.blobs
        commitmentCount = parts.commitments
        proofCount = parts.proofs
    }

    private static let type: UInt8 = 3
}

extension BlobNetworkForm {
    /// The items of the outer list.
    private struct Parts {
        let transaction: Range<Int>
        let hasCellProofs: Bool
        let blobs: Int
        let commitments: Int
        let proofs: Int

        private static let blobSize = 131_072
        private static let pointSize = 48
        private static let cellProofsVersion: UInt64 = 1

        init(_ reader: inout RLPReader) throws(RLPError) {
            let outer = try reader.enterList()
            transaction = try reader.skipItem()
            hasCellProofs = try !reader.nextIsList()
            if hasCellProofs {
                let place = reader.offset
                guard try reader.uint64() == Parts.cellProofsVersion else {
                    throw RLPError(rule: .integerWidth, offset: place)
                }
            }
            blobs = try Parts.count(&reader, size: Parts.blobSize)
            commitments = try Parts.count(&reader, size: Parts.pointSize)
            proofs = try Parts.count(&reader, size: Parts.pointSize)
            try reader.leaveList(outer)
            try reader.finish()
        }

        /// The number of strings of `size` bytes in the list that comes next.
        private static func count(
            _ reader: inout RLPReader, size: Int
        ) throws(RLPError) -> Int {
            let list = try reader.enterList()
            var count = 0
            while !reader.isAtEnd {
                _ = try reader.string(count: size)
                count += 1
            }
            try reader.leaveList(list)
            return count
        }
    }
}
