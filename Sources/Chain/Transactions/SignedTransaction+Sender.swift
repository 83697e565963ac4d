public import Cryptography
public import Primitives

extension SignedTransaction {
    /// The account that signed.
    ///
    /// - Parameters:
    ///   - strictness: Which signatures count; those before Homestead may have a high s.
    ///   - allowingChainIDZero: Whether v 35 and 36 count, which say chain id 0 (EIP-155).
    /// - Returns: The sender.
    /// - Throws: ``TransactionError`` of the layer ``TransactionError/Layer/signature``.
    public func sender(
        strictness: SignatureStrictness = .lowS, allowingChainIDZero: Bool = false
    ) throws(TransactionError) -> Address {
        if case .legacy(let legacy) = transaction, let chainID = legacy.chainID,
            chainID.number.isZero, !allowingChainIDZero
        {
            throw TransactionError(rule: .chainIDZero, field: .v, found: .zero)
        }
        guard let signature = signature.signature else {
            throw TransactionError(
                rule: type == 0 ? .v : .yParity, field: .v, found: self.signature.parity.number)
        }
        do throws(SignatureError) {
            return try Secp256k1.recoverAddress(
                digest: transaction.signingHash, signature: signature, strictness: strictness)
        } catch {
            throw TransactionError(error, signature)
        }
    }
}

extension TransactionError {
    /// What an error of the signature means for a transaction.
    fileprivate init(_ error: SignatureError, _ signature: Signature) {
        let (r, s) = (UInt256(signature.r), UInt256(signature.s))
        switch error.rule {
        case .rZero: self.init(rule: .rZero, field: .r, found: r)
        case .sZero: self.init(rule: .sZero, field: .s, found: s)
        case .rTooLarge: self.init(rule: .rTooLarge, field: .r, found: r)
        case .sTooLarge: self.init(rule: .sTooLarge, field: .s, found: s)
        case .highS: self.init(rule: .highS, field: .s, found: s)
        case .infinity: self.init(rule: .infinity, field: .r, found: r)
        case .notOnCurve, .length, .recoveryId:
            self.init(rule: .notOnCurve, field: .r, found: r)
        }
    }
}
