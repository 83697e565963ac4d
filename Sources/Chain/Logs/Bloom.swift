public import Primitives

/// The Bloom filter of 2,048 bits over the addresses and topics of logs (yellow paper, section
/// 4.4.1): each value sets three bits.
@frozen
public struct Bloom: Sendable, BitwiseCopyable {
    /// The number of bytes.
    public static let byteCount = 256

    /// The bytes in memory order, eight in a word.
    @usableFromInline var words: InlineArray<32, UInt64>

    /// No bit set.
    @inlinable
    public init() { words = InlineArray(repeating: 0) }

    /// The filter in `bytes`, if they are exactly 256.
    public init?(_ bytes: Bytes) {
        guard bytes.count == Bloom.byteCount else { return nil }
        self.init()
        unsafe Swift.withUnsafeMutableBytes(of: &words) { target in
            unsafe bytes.withUnsafeBytes { source in unsafe target.copyMemory(from: source) }
        }
    }

    /// Calls `body` with the 256 bytes in memory.
    @inlinable
    public func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe Swift.withUnsafeBytes(of: words) { raw throws(Failure) in unsafe try body(raw) }
    }

    /// The bytes.
    public var bytes: Bytes {
        unsafe withUnsafeBytes { raw in unsafe Bytes(copying: raw) }
    }

    /// The three bits that a value sets, for repeated questions.
    @frozen
    public struct Key: Hashable, Sendable, BitwiseCopyable {
        /// Places of words and masks within them, for each bit.
        @usableFromInline let places: (UInt8, UInt8, UInt8)
        @usableFromInline let masks: (UInt64, UInt64, UInt64)

        /// The bits of the value with this Keccak-256 hash.
        @inlinable
        public init(hash: Hash32) {
            let first = Key.bit(hash[0], hash[1])
            let second = Key.bit(hash[2], hash[3])
            let third = Key.bit(hash[4], hash[5])
            places = (first.place, second.place, third.place)
            masks = (first.mask, second.mask, third.mask)
        }

        /// Eleven bits number the filter's bits from the right end.
        @inlinable
        static func bit(_ high: UInt8, _ low: UInt8) -> (place: UInt8, mask: UInt64) {
            let number = Int(high & 7) << 8 | Int(low)
            let byte = Bloom.byteCount - 1 - number / 8
            let mask = (UInt64(1) << UInt64(number & 7)) << UInt64(8 * (byte & 7))
            return (UInt8(byte / 8), mask.littleEndian)
        }

        /// Whether both are the same bits.
        public static func == (left: Key, right: Key) -> Bool {
            left.places == right.places && left.masks == right.masks
        }

        /// Feeds the bits.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(masks.0)
            hasher.combine(masks.1)
            hasher.combine(masks.2)
        }
    }

    /// Whether a value may have been added: false is certain, true is not.
    @inlinable
    public func mayContain(_ key: Key) -> Bool {
        words[Int(key.places.0)] & key.masks.0 != 0 && words[Int(key.places.1)] & key.masks.1 != 0
            && words[Int(key.places.2)] & key.masks.2 != 0
    }

    /// Whether logs of a contract may have been added.
    public func mayContain(_ address: Address) -> Bool { mayContain(Key(address)) }

    /// Whether logs with a topic may have been added.
    public func mayContain(topic: Hash32) -> Bool { mayContain(Key(topic: topic)) }

    /// Adds a value.
    @inlinable
    public mutating func insert(_ key: Key) {
        words[Int(key.places.0)] |= key.masks.0
        words[Int(key.places.1)] |= key.masks.1
        words[Int(key.places.2)] |= key.masks.2
    }

    /// Adds everything that was added to another filter.
    public mutating func formUnion(_ other: Bloom) {
        for place in words.indices { words[place] |= other.words[place] }
    }
}

extension Bloom.Key {
    /// The bits of a contract's address.
    public init(_ address: Address) {
        self.init(hash: unsafe address.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) })
    }

    /// The bits of a topic.
    public init(topic: Hash32) {
        self.init(hash: unsafe topic.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) })
    }
}

extension Bloom: Hashable {
    /// Whether all bits are equal.
    public static func == (left: Bloom, right: Bloom) -> Bool {
        var difference: UInt64 = 0
        for place in left.words.indices { difference |= left.words[place] ^ right.words[place] }
        return difference == 0
    }

    /// Feeds all bits.
    public func hash(into hasher: inout Hasher) {
        for place in words.indices { hasher.combine(words[place]) }
    }
}

extension Bloom: CustomStringConvertible {
    /// The bytes in hex, with `0x`.
    public var description: String { bytes.hex }
}
