public import Cryptography
public import Primitives

/// The signature of a transaction as its bytes have it; whether anybody can have made it is for
/// ``SignedTransaction/sender(strictness:allowingChainIDZero:)`` to say.
public struct TransactionSignature: Hashable, Sendable {
    /// The parity of the y coordinate of the signature's point.
    public enum Parity: Hashable, Sendable {
        /// 0; v 27, or an odd v from 35 on.
        case even
        /// 1; v 28, or an even v from 36 on.
        case odd
        /// Another number: a parity above 1, or v of a legacy transaction that is neither 27 nor 28
        /// and below 35.
        case invalid(UInt64)

        /// The parity, or the number in its place.
        public var number: UInt256 {
            switch self {
            case .even: .zero
            case .odd: .one
            case .invalid(let number): UInt256(number)
            }
        }
    }

    /// The parity.
    public let parity: Parity
    /// The x coordinate of the signature's point, modulo the group's order.
    public let r: UInt256
    /// The proof.
    public let s: UInt256

    /// A signature as it was found.
    public init(parity: Parity, r: UInt256, s: UInt256) {
        self.parity = parity
        self.r = r
        self.s = s
    }

    /// A signature that was made.
    public init(_ signature: Signature) {
        self.init(
            parity: signature.yParity ? .odd : .even, r: UInt256(signature.r),
            s: UInt256(signature.s))
    }

    /// The signature for recovery; nil when the parity is neither 0 nor 1.
    public var signature: Signature? {
        switch parity {
        case .even: Signature(r: Hash32(r), s: Hash32(s), yParity: false)
        case .odd: Signature(r: Hash32(r), s: Hash32(s), yParity: true)
        case .invalid: nil
        }
    }
}
