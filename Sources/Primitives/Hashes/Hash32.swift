/// Thirty-two bytes that are compared and hashed as a whole: a Keccak-256 or SHA-256 hash, a storage
/// key or a storage word.
///
/// Four words in memory order: equality and loading need no byte loop.
@frozen
public struct Hash32: Sendable, BitwiseCopyable {
    /// The number of bytes.
    public static let byteCount = 32

    @usableFromInline var word0: UInt64
    @usableFromInline var word1: UInt64
    @usableFromInline var word2: UInt64
    @usableFromInline var word3: UInt64

    /// All bytes zero.
    @inlinable
    public init() {
        word0 = 0
        word1 = 0
        word2 = 0
        word3 = 0
    }

    /// All bytes zero.
    @inlinable
    public static var zero: Hash32 { Hash32() }

    /// The 32 bytes in memory at `source`, which the caller has measured; any alignment.
    @inlinable
    public init(unsafeLoading source: UnsafeRawPointer) {
        word0 = unsafe source.loadUnaligned(as: UInt64.self)
        word1 = unsafe source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        word2 = unsafe source.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        word3 = unsafe source.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    /// The bytes, if they are exactly 32.
    @inlinable
    public init?(_ bytes: Bytes) {
        guard bytes.count == Hash32.byteCount else { return nil }
        self.init()
        unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            unsafe bytes.withUnsafeBytes { source in unsafe target.copyMemory(from: source) }
        }
    }

    /// `bytes` at the right end, zeros in front of them: how Solidity pads numbers and addresses.
    /// Nil when there are more than 32.
    @inlinable
    public init?(leftPadding bytes: Bytes) {
        guard bytes.count <= Hash32.byteCount else { return nil }
        self.init()
        let start = Hash32.byteCount - bytes.count
        unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[start...])
                    .copyMemory(from: source)
            }
        }
    }

    /// Calls `body` with the 32 bytes in memory.
    @inlinable
    public func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe Swift.withUnsafeBytes(of: self) { raw throws(Failure) in unsafe try body(raw) }
    }

    /// The bytes.
    @inlinable
    public var bytes: Bytes {
        unsafe withUnsafeBytes { raw in unsafe Bytes(copying: raw) }
    }

    /// The byte at `index`, which is taken modulo 32.
    @inlinable
    public subscript(index: Int) -> UInt8 {
        unsafe withUnsafeBytes { raw in unsafe raw[index & 31] }
    }

    /// Whether every byte is zero.
    @inlinable
    public var isZero: Bool { word0 | word1 | word2 | word3 == 0 }
}

extension Hash32: Hashable {
    /// Whether all bytes are equal. Not in constant time.
    @inlinable
    public static func == (left: Hash32, right: Hash32) -> Bool {
        (left.word0 ^ right.word0) | (left.word1 ^ right.word1) | (left.word2 ^ right.word2)
            | (left.word3 ^ right.word3) == 0
    }

    /// Feeds all four words: a key may be chosen by an attacker.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(word0)
        hasher.combine(word1)
        hasher.combine(word2)
        hasher.combine(word3)
    }
}

extension Hash32: Comparable {
    /// The order of the bytes from the left.
    public static func < (left: Hash32, right: Hash32) -> Bool {
        if left.word0 != right.word0 { return left.word0.bigEndian < right.word0.bigEndian }
        if left.word1 != right.word1 { return left.word1.bigEndian < right.word1.bigEndian }
        if left.word2 != right.word2 { return left.word2.bigEndian < right.word2.bigEndian }
        return left.word3.bigEndian < right.word3.bigEndian
    }
}
