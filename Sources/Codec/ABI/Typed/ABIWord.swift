public import Primitives

/// A type whose value is one word: what an event may have as a topic.
public protocol ABIWord: ABICodable {
    /// The word of the value.
    var abiWord: Hash32 { get }

    /// The value of a word.
    ///
    /// - Parameters:
    ///   - abiWord: The word.
    ///   - offset: Where it stands, for the error.
    /// - Throws: ``ABIError`` with the rule of the type.
    init(abiWord: Hash32, at offset: Int) throws(ABIError)
}

extension ABIWord {
    /// One word.
    @inlinable
    public static var abiShape: ABIShape { .fixed(words: 1) }

    /// Writes the word.
    @inlinable
    public func write(to writer: inout ABIWriter) { writer.write(word: abiWord) }

    /// Reads a word.
    @inlinable
    public init(from reader: inout ABIReader) throws(ABIError) {
        let offset = reader.head
        try self.init(abiWord: try reader.word(), at: offset)
    }
}

/// The four limbs of a word as numbers, the highest first.
@frozen
@usableFromInline
struct ABILimbs: Equatable {
    @usableFromInline var first: UInt64
    @usableFromInline var second: UInt64
    @usableFromInline var third: UInt64
    @usableFromInline var fourth: UInt64

    @inlinable
    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// The limbs of the 32 bytes of a word.
    @inlinable
    init(_ word: Hash32) {
        let memory = unsafe unsafeBitCast(word, to: ABILimbs.self)
        self.init(
            memory.first.bigEndian, memory.second.bigEndian, memory.third.bigEndian,
            memory.fourth.bigEndian)
    }

    /// The word that has these limbs.
    @inlinable
    var word: Hash32 {
        let memory = ABILimbs(
            first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return unsafe unsafeBitCast(memory, to: Hash32.self)
    }

    /// The word as a number of at most 64 bits; nil when it is larger.
    @inlinable
    var low: UInt64? { first | second | third == 0 ? fourth : nil }

    /// How many bits at the high end are zero.
    @inlinable
    var leadingZeroBitCount: Int {
        if first != 0 { return first.leadingZeroBitCount }
        if second != 0 { return 64 &+ second.leadingZeroBitCount }
        if third != 0 { return 128 &+ third.leadingZeroBitCount }
        return 192 &+ fourth.leadingZeroBitCount
    }

    /// How many bits at the low end are zero.
    @inlinable
    var trailingZeroBitCount: Int {
        if fourth != 0 { return fourth.trailingZeroBitCount }
        if third != 0 { return 64 &+ third.trailingZeroBitCount }
        if second != 0 { return 128 &+ second.trailingZeroBitCount }
        return 192 &+ first.trailingZeroBitCount
    }

    /// Whether the number is below 2^`bits`.
    @inlinable
    func isUnsigned(bits: Int) -> Bool { leadingZeroBitCount >= 256 &- bits }

    /// Whether the number is the sign extension of one of `bits` bits.
    @inlinable
    func isSigned(bits: Int) -> Bool {
        let sign = UInt64(bitPattern: Int64(bitPattern: first) >> 63)
        let folded = ABILimbs(first ^ sign, second ^ sign, third ^ sign, fourth ^ sign)
        return folded.leadingZeroBitCount > 256 &- bits
    }
}
