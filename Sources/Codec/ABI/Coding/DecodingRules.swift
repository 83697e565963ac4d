extension ABI {
    /// What a decoder takes besides the one encoding that an encoder writes (Solidity
    /// documentation, "Strict Encoding Mode").
    ///
    /// Words outside of their type, lengths beyond the input and missing words are refused under any
    /// rules.
    public struct DecodingRules: Hashable, Sendable {
        /// Whether bytes may follow that nothing refers to.
        public var allowsTrailingBytes: Bool
        /// Whether tails may overlap, leave gaps and stand in any order.
        public var allowsAnyOffset: Bool
        /// Whether the bytes behind a `bytes` or `string` may be other than zeros, or missing.
        public var allowsAnyPadding: Bool
        /// Whether a string may be other than UTF-8.
        public var allowsMalformedUTF8: Bool

        /// Rules of your own.
        @inlinable
        public init(
            allowsTrailingBytes: Bool, allowsAnyOffset: Bool, allowsAnyPadding: Bool,
            allowsMalformedUTF8: Bool
        ) {
            self.allowsTrailingBytes = allowsTrailingBytes
            self.allowsAnyOffset = allowsAnyOffset
            self.allowsAnyPadding = allowsAnyPadding
            self.allowsMalformedUTF8 = allowsMalformedUTF8
        }

        /// Exactly the encoding that an encoder writes: for whatever is to be signed or shown.
        @inlinable
        public static var strict: DecodingRules {
            DecodingRules(
                allowsTrailingBytes: false, allowsAnyOffset: false, allowsAnyPadding: false,
                allowsMalformedUTF8: false)
        }

        /// The strict encoding with more bytes behind it: return data of a contract that returns
        /// more than we know.
        @inlinable
        public static var strictWithTrailingBytes: DecodingRules {
            var rules = DecodingRules.strict
            rules.allowsTrailingBytes = true
            return rules
        }

        /// Whatever `abi.decode` of Solidity takes: what a contract really does with calldata, and
        /// logs and reverts that were written by hand.
        @inlinable
        public static var solidity: DecodingRules {
            DecodingRules(
                allowsTrailingBytes: true, allowsAnyOffset: true, allowsAnyPadding: true,
                allowsMalformedUTF8: true)
        }
    }
}
