/// The twenty bytes that name an account.
@frozen
public struct Address: Sendable, BitwiseCopyable {
    /// The number of bytes.
    public static let byteCount = 20

    @usableFromInline var word0: UInt32
    @usableFromInline var word1: UInt32
    @usableFromInline var word2: UInt32
    @usableFromInline var word3: UInt32
    @usableFromInline var word4: UInt32

    /// All bytes zero.
    @inlinable
    public init() {
        word0 = 0
        word1 = 0
        word2 = 0
        word3 = 0
        word4 = 0
    }

    /// The address whose bytes are all zero.
    @inlinable
    public static var zero: Address { Address() }

    /// The 20 bytes in memory at `source`, which the caller has measured; any alignment.
    @inlinable
    public init(unsafeLoading source: UnsafeRawPointer) {
        word0 = unsafe source.loadUnaligned(as: UInt32.self)
        word1 = unsafe source.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
        word2 = unsafe source.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        word3 = unsafe source.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
        word4 = unsafe source.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
    }

    /// The bytes, if they are exactly 20.
    @inlinable
    public init?(_ bytes: Bytes) {
        guard bytes.count == Address.byteCount else { return nil }
        self.init()
        unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            unsafe bytes.withUnsafeBytes { source in unsafe target.copyMemory(from: source) }
        }
    }

    /// The last 20 bytes of `hash`, as an account is derived from the hash of its public key.
    @inlinable
    public init(lastBytesOf hash: Hash32) {
        self = unsafe hash.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return Address() }
            return unsafe Address(unsafeLoading: start + 12)
        }
    }

    /// The address in a word of the ABI: nil when the first 12 bytes are not zero.
    @inlinable
    public init?(word: Hash32) {
        guard word.word0 == 0, UInt32(truncatingIfNeeded: word.word1.littleEndian) == 0 else {
            return nil
        }
        self.init(lastBytesOf: word)
    }

    /// The address as a word of the ABI: twelve zeros, then its bytes.
    @inlinable
    public var word: Hash32 {
        var word = Hash32()
        unsafe Swift.withUnsafeMutableBytes(of: &word) { target in
            unsafe withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[12...])
                    .copyMemory(from: source)
            }
        }
        return word
    }

    /// Calls `body` with the 20 bytes in memory.
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

    /// Whether every byte is zero.
    @inlinable
    public var isZero: Bool { word0 | word1 | word2 | word3 | word4 == 0 }
}

extension Address: Hashable {
    /// Whether all bytes are equal.
    @inlinable
    public static func == (left: Address, right: Address) -> Bool {
        (left.word0 ^ right.word0) | (left.word1 ^ right.word1) | (left.word2 ^ right.word2)
            | (left.word3 ^ right.word3) | (left.word4 ^ right.word4) == 0
    }

    /// Feeds every word.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(word0)
        hasher.combine(word1)
        hasher.combine(word2)
        hasher.combine(word3)
        hasher.combine(word4)
    }
}

extension Address: Comparable {
    /// The order of the addresses as unsigned numbers: the order of owners in a Safe's signatures.
    public static func < (left: Address, right: Address) -> Bool {
        if left.word0 != right.word0 { return left.word0.bigEndian < right.word0.bigEndian }
        if left.word1 != right.word1 { return left.word1.bigEndian < right.word1.bigEndian }
        if left.word2 != right.word2 { return left.word2.bigEndian < right.word2.bigEndian }
        if left.word3 != right.word3 { return left.word3.bigEndian < right.word3.bigEndian }
        return left.word4.bigEndian < right.word4.bigEndian
    }
}
