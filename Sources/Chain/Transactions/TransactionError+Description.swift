extension TransactionError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        var text = "transaction"
        if let field { text += ", \(field.rawValue)" }
        text += ": \(rule.sentence)"
        if let encoding { text += " (\(encoding))" }
        if let expected { text += ", \(expected) expected" }
        if let found { text += ", \(found) found" }
        return text
    }
}

extension TransactionError.Rule {
    /// What is wrong, in words.
    fileprivate var sentence: String {
        switch self {
        case .empty: "there are no bytes"
        case .legacyEnvelope: "a legacy transaction has no type byte (EIP-2718)"
        case .unknownType: "the type is not known here"
        case .stringEnvelope: "the first byte begins neither an envelope nor a list (EIP-2718)"
        case .encoding: "not in the one encoding of its type"
        case .fieldCount: "another number of fields than its type has"
        case .recipientMissing: "this type creates no contract (EIP-4844, EIP-7702)"
        case .sidecar: "not a sidecar of blobs, commitments and proofs"
        case .v: "v is neither 27 nor 28 nor 37 or more (EIP-155)"
        case .chainIDZero: "v says chain id 0, which no chain has (EIP-155)"
        case .yParity: "the parity is neither 0 nor 1"
        case .rZero: "r is zero"
        case .sZero: "s is zero"
        case .rTooLarge: "r is not below the order of the group"
        case .sTooLarge: "s is not below the order of the group"
        case .highS: "s is in the upper half of the group (EIP-2)"
        case .notOnCurve: "r is the x coordinate of no point on the curve"
        case .infinity: "no key is behind the signature"
        case .nonceMaximum: "the nonce is 2^64 - 1 (EIP-2681)"
        case .priorityFeeAboveFeeCap: "the priority fee is above the fee cap (EIP-1559)"
        case .noBlob: "a blob transaction without blob (EIP-4844)"
        case .blobHashVersion: "a blob hash of an unknown version (EIP-4844)"
        case .noAuthorization: "a set-code transaction without authorization (EIP-7702)"
        }
    }
}
