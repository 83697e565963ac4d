/// Why bytes are no private key, or why a key did not sign.
public struct PrivateKeyError: Error, Equatable, Sendable {
    /// The rule that is broken.
    public enum Rule: String, Sendable {
        /// Not 32 bytes.
        case length
        /// The number is 0.
        case zero
        /// The number is the group's order or more.
        case tooLarge
        /// The library made no signature, or one whose recovery id Ethereum does not have; the
        /// chance is one in 2^127.
        case unsignable
        /// There is no memory for the key.
        case memory
    }

    /// The rule that is broken.
    public let rule: Rule
    /// The number of bytes, where it is wrong.
    public let found: Int?

    /// An error with its evidence, which tells nothing of the key.
    public init(_ rule: Rule, found: Int? = nil) {
        self.rule = rule
        self.found = found
    }
}

extension PrivateKeyError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .length: "a private key has 32 bytes" + (found.map { ", not \($0)" } ?? "")
        case .zero: "the private key is zero"
        case .tooLarge: "the private key is not below the order of the group"
        case .unsignable: "the key made no signature of this hash"
        case .memory: "no memory for a private key"
        }
    }
}
