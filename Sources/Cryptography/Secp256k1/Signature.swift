public import Primitives

/// An ECDSA signature over secp256k1 with the parity of R's y coordinate, from which the key can be
/// recovered (yellow paper, appendix F).
///
/// The three numbers as they were found; ``check(_:)`` says whether they can be a signature, and
/// ``Secp256k1/recover(digest:signature:strictness:)`` asks it first.
public struct Signature: Hashable, Sendable {
    /// The bytes of r ‖ s ‖ v.
    public static let byteCount = 65
    /// The bytes of the compact form.
    public static let compactByteCount = 64

    /// The x coordinate of R, modulo the group's order.
    public var r: Hash32
    /// The proof.
    public var s: Hash32
    /// Whether the y coordinate of R is odd.
    public var yParity: Bool

    /// The signature of these numbers, unchecked.
    public init(r: Hash32, s: Hash32, yParity: Bool) {
        self.r = r
        self.s = s
        self.yParity = yParity
    }

    /// v as Ethereum's signatures of messages carry it: 27 or 28.
    public var v: UInt8 { yParity ? 28 : 27 }
}

/// Which signatures count.
public enum SignatureStrictness: Sendable {
    /// s in the lower half only, as transactions demand it (EIP-2) and signers make it.
    case lowS
    /// Any s below the group's order, as the precompile `ecrecover`, and with it Safe and every
    /// contract without a check of its own, takes it.
    case anyS
}

extension Signature {
    /// Checks the numbers' ranges.
    ///
    /// - Throws: ``SignatureError`` that names the first rule broken.
    public func check(_ strictness: SignatureStrictness = .lowS) throws(SignatureError) {
        if r.isZero { throw SignatureError(.rZero) }
        if s.isZero { throw SignatureError(.sZero) }
        if r >= Secp256k1.order { throw SignatureError(.rTooLarge) }
        if s >= Secp256k1.order { throw SignatureError(.sTooLarge) }
        if strictness == .lowS, s > Secp256k1.halfOrder { throw SignatureError(.highS) }
    }
}
