import Primitives

extension Transaction {
    /// Checks what every chain checks before it looks at any state.
    ///
    /// - Throws: ``TransactionError`` of the layer ``TransactionError/Layer/stateless``.
    public func validate() throws(TransactionError) {
        guard nonce < .max else {
            throw TransactionError(
                rule: .nonceMaximum, field: .nonce, found: UInt256(nonce))
        }
        switch self {
        case .legacy, .accessList: return
        case .dynamicFee: try validateFees()
        case .blob(let fields):
            try validateFees()
            guard !fields.blobVersionedHashes.isEmpty else {
                throw TransactionError(rule: .noBlob, field: .blobVersionedHashes)
            }
            for hash in fields.blobVersionedHashes where hash[0] != BlobTransaction.hashVersion {
                throw TransactionError(
                    rule: .blobHashVersion, field: .blobVersionedHashes,
                    expected: UInt256(UInt64(BlobTransaction.hashVersion)),
                    found: UInt256(UInt64(hash[0])))
            }
        case .setCode(let fields):
            try validateFees()
            guard !fields.authorizationList.isEmpty else {
                throw TransactionError(rule: .noAuthorization, field: .authorizationList)
            }
        }
    }

    private func validateFees() throws(TransactionError) {
        guard maxPriorityFeePerGas.number <= maxFeePerGas.number else {
            throw TransactionError(
                rule: .priorityFeeAboveFeeCap, field: .maxPriorityFeePerGas,
                expected: maxFeePerGas.number, found: maxPriorityFeePerGas.number)
        }
    }
}
