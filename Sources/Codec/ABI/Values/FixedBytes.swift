public import Primitives

extension ABI {
    /// The value of a `bytes1` to `bytes32`: a word and how many of its bytes count.
    public struct FixedBytes: Hashable, Sendable {
        /// The bytes, then zeros.
        public let word: Hash32
        /// The number of bytes, 1 to 32.
        public let count: Int

        /// A `bytes32`.
        public init(_ word: Hash32) {
            self.word = word
            count = 32
        }

        /// The bytes; nil when there are none or more than 32.
        public init?(_ bytes: Bytes) {
            guard (1...32).contains(bytes.count),
                let word = Hash32(bytes + Bytes(repeating: 0, count: 32 - bytes.count))
            else { return nil }
            self.init(word: word, count: bytes.count)
        }

        /// A word whose bytes behind the first `count` are zero.
        init(word: Hash32, count: Int) {
            self.word = word
            self.count = count
        }

        /// The bytes that count.
        public var bytes: Bytes { word.bytes.slice(0..<count) }
    }
}

extension ABI.FixedBytes: CustomStringConvertible {
    /// The bytes in hex, with `0x`.
    public var description: String { bytes.hex }
}
