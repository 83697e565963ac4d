public import Codec
public import Primitives

/// Why bytes are no transaction, why nobody sent it, or why no chain may take it.
public struct TransactionError: Error, Equatable, Sendable {
    /// Who has to refuse.
    public enum Layer: String, Sendable {
        /// Whoever reads the bytes.
        case decode
        /// Whoever asks for the sender.
        case signature
        /// Whoever executes it, before looking at any state.
        case stateless
    }

    /// The rule that is broken.
    public enum Rule: String, Sendable, CaseIterable {
        // decode
        /// There are no bytes.
        case empty
        /// The type byte is 0; legacy transactions have no envelope (EIP-2718).
        case legacyEnvelope
        /// The type byte is one that is not known here.
        case unknownType
        /// The first byte is 0x80 … 0xbf, which begins neither an envelope nor a list (EIP-2718).
        case stringEnvelope
        /// The RLP is not canonical, or a field has another form than it should.
        case encoding
        /// The list has more or fewer fields than the type.
        case fieldCount
        /// A transaction of type 3 or 4 has no recipient (EIP-4844, EIP-7702).
        case recipientMissing
        /// What surrounds a blob transaction is not its sidecar.
        case sidecar

        // signature
        /// v of a legacy transaction is neither 27 nor 28 nor 37 or more (EIP-155).
        case v
        /// v of a legacy transaction says chain id 0, which no chain has.
        case chainIDZero
        /// The parity is neither 0 nor 1.
        case yParity
        /// r is 0.
        case rZero
        /// s is 0.
        case sZero
        /// r is the group's order or more.
        case rTooLarge
        /// s is the group's order or more.
        case sTooLarge
        /// s is above half of the group's order (EIP-2).
        case highS
        /// r is the x coordinate of no point.
        case notOnCurve
        /// The key recovered would be the point at infinity.
        case infinity

        // stateless
        /// The nonce is 2^64 − 1 (EIP-2681).
        case nonceMaximum
        /// The priority fee is above the fee cap (EIP-1559).
        case priorityFeeAboveFeeCap
        /// A blob transaction has no blob (EIP-4844).
        case noBlob
        /// A blob hash is of an unknown version (EIP-4844).
        case blobHashVersion
        /// A set-code transaction has no authorization (EIP-7702).
        case noAuthorization
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The field at fault, where it is one.
    public let field: Field?
    /// What is wrong with the RLP, its offset counted from the beginning of the list.
    public let encoding: RLPError?
    /// The number expected, where numbers were compared.
    public let expected: UInt256?
    /// The number found.
    public let found: UInt256?

    /// An error with its evidence.
    public init(
        rule: Rule, field: Field? = nil, encoding: RLPError? = nil, expected: UInt256? = nil,
        found: UInt256? = nil
    ) {
        self.rule = rule
        self.field = field
        self.encoding = encoding
        self.expected = expected
        self.found = found
    }

    /// Who has to refuse.
    public var layer: Layer {
        switch rule {
        case .empty, .legacyEnvelope, .unknownType, .stringEnvelope, .encoding, .fieldCount,
            .recipientMissing, .sidecar:
            .decode
        case .v, .chainIDZero, .yParity, .rZero, .sZero, .rTooLarge, .sTooLarge, .highS,
            .notOnCurve, .infinity:
            .signature
        case .nonceMaximum, .priorityFeeAboveFeeCap, .noBlob, .blobHashVersion, .noAuthorization:
            .stateless
        }
    }
}
