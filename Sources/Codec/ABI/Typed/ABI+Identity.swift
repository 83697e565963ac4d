public import Primitives

extension ABI {
    /// What a function's calldata or an error's revert data begins with, and what that stands for.
    @frozen
    public struct SelectorID: Hashable, Sendable {
        /// The first four bytes.
        public let selector: FunctionSelector
        /// The human-readable declaration, whose hash begins with the selector.
        public let declaration: String

        /// An identity written out; tests compare the two.
        @inlinable
        public init(_ selector: FunctionSelector, _ declaration: String) {
            self.selector = selector
            self.declaration = declaration
        }
    }

    /// What an event's logs begin with, and what that stands for.
    public struct TopicID: Hashable, Sendable {
        /// The first topic: the hash of the signature.
        public let topic: Hash32
        /// The human-readable declarations: one, or one for each way in which versions of the
        /// contract index the parameters.
        public let declarations: [String]

        /// An identity written out; tests compare topic and declarations.
        public init(_ topic: StaticBigInt, _ declarations: String...) {
            self.topic = Hash32(literal: topic)
            self.declarations = declarations
        }
    }
}

extension Hash32 {
    /// The hash that a literal of 64 hexadecimal digits writes; digits in front of them are left out.
    public init(literal: StaticBigInt) {
        self =
            ABILimbs(
                UInt64(literal[3]), UInt64(literal[2]), UInt64(literal[1]), UInt64(literal[0])
            ).word
    }
}

extension Address {
    /// The address that a literal of 40 hexadecimal digits writes, in the case of its checksum or not;
    /// digits in front of them are left out.
    public init(literal: StaticBigInt) {
        self.init(lastBytesOf: Hash32(literal: literal))
    }
}
