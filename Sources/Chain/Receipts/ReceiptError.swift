public import Codec

/// Why bytes are no receipt.
public struct ReceiptError: Error, Equatable, Sendable {
    /// The rule that the bytes break.
    public enum Rule: String, Sendable, CaseIterable {
        /// There are no bytes.
        case empty
        /// The first byte is no type below 0x80 and no list (EIP-2718), or it is the type 0.
        case type
        /// The RLP is not canonical, or not the list that a receipt is.
        case encoding
    }

    /// The rule that the bytes break.
    public let rule: Rule
    /// What is wrong with the RLP, its offset counted from the beginning of the list.
    public let encoding: RLPError?

    /// An error with its evidence.
    public init(rule: Rule, encoding: RLPError? = nil) {
        self.rule = rule
        self.encoding = encoding
    }

    /// What is wrong with the RLP.
    init(_ encoding: RLPError) { self.init(rule: .encoding, encoding: encoding) }
}

extension ReceiptError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch rule {
        case .empty: "a receipt has no bytes"
        case .type: "a receipt begins with neither a type nor a list (EIP-2718)"
        case .encoding:
            "a receipt is not in its one encoding"
                + (encoding.map { ": \($0)" } ?? "")
        }
    }
}
