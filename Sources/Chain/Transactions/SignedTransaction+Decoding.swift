import Codec
public import Primitives

extension SignedTransaction {
    /// The transaction that `bytes` encode, as a block holds it. Its call data and its access list
    /// are slices of them.
    ///
    /// Types 0 to 4 are known; ``BlockTransaction`` keeps the others as they are.
    ///
    /// - Throws: ``TransactionError`` of the layer ``TransactionError/Layer/decode``.
    public init(decoding bytes: Bytes) throws(TransactionError) {
        guard let first = bytes.first else { throw TransactionError(rule: .empty) }
        let isLegacy = first >= RLP.emptyList
        guard isLegacy || (1...4).contains(first) else {
            throw TransactionError(
                rule: SignedTransaction.envelopeRule(first), found: UInt256(UInt64(first)))
        }
        let list = isLegacy ? bytes : bytes.slice(from: 1)
        do throws(RLPError) {
            self = try list.withSpan { span throws(RLPError) in
                var reader = RLPReader(span)
                let outer = try reader.enterList()
                let (transaction, signature) = try SignedTransaction.read(
                    type: isLegacy ? 0 : first, &reader, sharing: list)
                try reader.leaveList(outer)
                try reader.finish()
                return SignedTransaction(
                    transaction: transaction, signature: signature, encoded: bytes)
            }
        } catch {
            throw TransactionError(error, of: isLegacy ? 0 : first, in: list)
        }
    }

    /// Why a first byte begins no transaction that is known.
    private static func envelopeRule(_ first: UInt8) -> TransactionError.Rule {
        if first == 0 { return .legacyEnvelope }
        return first < RLP.emptyString ? .unknownType : .stringEnvelope
    }

    /// Reads the fields and the signature.
    @inline(__always)
    private static func read(
        type: UInt8, _ reader: inout RLPReader, sharing bytes: Bytes
    ) throws(RLPError) -> (Transaction, TransactionSignature) {
        let transaction: Transaction
        switch type {
        case 0:
            var fields = try LegacyTransaction(&reader, sharing: bytes)
            let signature = try TransactionSignature(
                legacy: &reader, sharing: bytes, chainID: &fields.chainID)
            return (.legacy(fields), signature)
        case 1: transaction = .accessList(try AccessListTransaction(&reader, sharing: bytes))
        case 2: transaction = .dynamicFee(try DynamicFeeTransaction(&reader, sharing: bytes))
        case 3: transaction = .blob(try BlobTransaction(&reader, sharing: bytes))
        default: transaction = .setCode(try SetCodeTransaction(&reader, sharing: bytes))
        }
        return (transaction, try TransactionSignature(&reader))
    }
}
