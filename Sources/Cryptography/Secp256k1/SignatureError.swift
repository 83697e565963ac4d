/// Why bytes or numbers are no signature of Ethereum's, or no key is behind one.
public struct SignatureError: Error, Equatable, Sendable {
    /// The rule that is broken; checked in this order.
    public enum Rule: String, Sendable {
        /// Not 65 bytes; EIP-2098's compact form of 64 bytes is another format.
        case length
        /// v is neither 27 nor 28, nor 0 nor 1.
        case recoveryId
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
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The number of bytes, or v, where it is wrong.
    public let found: Int?

    /// An error with its evidence.
    public init(_ rule: Rule, found: Int? = nil) {
        self.rule = rule
        self.found = found
    }
}

extension SignatureError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .length:
            switch found {
            case 64: "64 bytes, a compact signature (EIP-2098), where 65 bytes are asked for"
            case let found?: "a signature has 65 bytes, not \(found)"
            case nil: "a signature has 65 bytes"
            }
        case .recoveryId: "v must be 27 or 28" + (found.map { ", not \($0)" } ?? "")
        case .rZero: "r is zero"
        case .sZero: "s is zero"
        case .rTooLarge: "r is not below the order of the group"
        case .sTooLarge: "s is not below the order of the group"
        case .highS: "s is in the upper half of the group (EIP-2)"
        case .notOnCurve: "r is the x coordinate of no point on the curve"
        case .infinity: "no key is behind this signature"
        }
    }
}
