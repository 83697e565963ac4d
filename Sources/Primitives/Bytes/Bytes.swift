/// An immutable string of bytes that is cheap to cut: a slice shares its owner's storage, and up to
/// ``inlineCapacity`` bytes need no allocation at all.
///
/// Three words: an optional owner and two words that are either (offset, count) into the owner or,
/// without an owner, the bytes themselves with their count in the last byte. Decoders take `Bytes`
/// and hand out slices; a slice keeps its whole owner alive, so what outlives a large input is
/// better kept as ``copied()``.
///
/// Sendable, although its storage is a class, because nobody writes to the storage once it is made.
@frozen
public struct Bytes: @unchecked Sendable {
    /// The number of bytes that fit without an owner.
    public static let inlineCapacity = 15

    @usableFromInline let owner: BytesStorage?
    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64

    @inlinable
    init(owner: BytesStorage?, word0: UInt64, word1: UInt64) {
        self.owner = owner
        self.word0 = word0
        self.word1 = word1
    }

    /// No bytes.
    @inlinable
    public init() {
        self.init(owner: nil, word0: 0, word1: 0)
    }

    /// The number of bytes.
    @inlinable
    public var count: Int {
        Int(truncatingIfNeeded: owner == nil ? word1 >> 56 : word1)
    }

    /// Calls `body` with the bytes in memory, valid for the length of the call.
    @inlinable
    public func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // `body` is called at one place, so that it can become part of its caller.
        let owner = owner
        let (count, offset) = (count, Int(truncatingIfNeeded: word0))
        let words = (word0.littleEndian, word1.littleEndian)
        defer { withExtendedLifetime(owner) {} }
        return try unsafe Swift.withUnsafeBytes(of: words) { raw throws(Failure) in
            var start = raw.baseAddress
            if let owner { unsafe start = UnsafeRawPointer(owner.bytes) + offset }
            return unsafe try body(UnsafeRawBufferPointer(start: start, count: count))
        }
    }

    /// Calls `body` with a span over the bytes, valid for the length of the call.
    @inlinable
    public func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBytes { raw throws(Failure) in
            try unsafe body(raw.bytes)
        }
    }
}
