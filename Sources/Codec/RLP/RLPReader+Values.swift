public import Primitives

extension RLPReader {
    /// The byte string that comes next.
    ///
    /// - Returns: Where its bytes lie in the input.
    /// - Throws: ``RLPError`` when the next item is no byte string.
    @inlinable
    public mutating func string() throws(RLPError) -> Range<Int> {
        let header = try header()
        guard !header.isList else { throw RLPError(rule: .stringExpected, offset: position) }
        position = header.start &+ header.count
        return header.start..<position
    }

    /// The 32 bytes that come next.
    ///
    /// - Throws: ``RLPError`` when the next item is no byte string of 32 bytes.
    @inlinable
    @inline(__always)
    public mutating func hash() throws(RLPError) -> Hash32 {
        try fixed(Hash32.self, header: RLP.emptyString + 32)
    }

    /// The address that comes next.
    ///
    /// - Throws: ``RLPError`` when the next item is no byte string of 20 bytes.
    @inlinable
    @inline(__always)
    public mutating func address() throws(RLPError) -> Address {
        try fixed(Address.self, header: RLP.emptyString + 20)
    }

    /// The address that comes next, or nil where the empty byte string stands for none.
    ///
    /// - Throws: ``RLPError`` when the next item is neither.
    @inlinable
    @inline(__always)
    public mutating func optionalAddress() throws(RLPError) -> Address? {
        guard position < end, byte(position) == RLP.emptyString else { return try address() }
        position &+= 1
        return nil
    }

    /// The byte string that comes next, as a slice of `bytes`.
    ///
    /// - Parameter bytes: What this reader has been reading from the beginning.
    /// - Returns: The bytes of the string.
    /// - Throws: ``RLPError`` when the next item is no byte string.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func string(sharing bytes: Bytes) throws(RLPError) -> Bytes {
        bytes.slice(try string())
    }

    /// The byte string of eight bytes that comes next, as a big-endian number.
    ///
    /// - Throws: ``RLPError`` when the next item is another.
    @inlinable
    @inline(__always)
    public mutating func eightBytes() throws(RLPError) -> UInt64 {
        UInt64(bigEndian: try fixed(UInt64.self, header: RLP.emptyString + 8))
    }

    /// The byte string that comes next, as the bytes of a value in memory.
    ///
    /// - Parameter type: A type of which every pattern of bytes is a value.
    /// - Returns: The value.
    /// - Throws: ``RLPError`` when the next item is no byte string of the size of the type.
    @unsafe
    @inlinable
    @_lifetime(self: copy self)
    public mutating func value<Value: BitwiseCopyable>(
        as type: Value.Type
    ) throws(RLPError) -> Value {
        let range = try string(count: MemoryLayout<Value>.size)
        return unsafe input.unsafeLoadUnaligned(
            fromUncheckedByteOffset: range.lowerBound, as: Value.self)
    }

    /// The bytes of a type without padding whose size is below 56, loaded as they lie.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func fixed<Value: BitwiseCopyable>(
        _ type: Value.Type, header: UInt8
    ) throws(RLPError) -> Value {
        let start = position
        guard MemoryLayout<Value>.size < end &- start, byte(start) == header else {
            throw fixedError(count: MemoryLayout<Value>.size)
        }
        position = start &+ 1 &+ MemoryLayout<Value>.size
        return unsafe input.unsafeLoadUnaligned(
            fromUncheckedByteOffset: start &+ 1, as: Value.self)
    }

    /// The byte string of exactly `count` bytes that comes next.
    ///
    /// - Parameter count: The number of bytes.
    /// - Returns: Where they lie in the input.
    /// - Throws: ``RLPError`` when the next item is another.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func string(count: Int) throws(RLPError) -> Range<Int> {
        let header = try header()
        guard !header.isList, header.count == count else { throw fixedError(count: count) }
        position = header.start &+ count
        return header.start..<position
    }

    /// The integer of at most 64 bits that comes next.
    ///
    /// - Throws: ``RLPError`` when the next item is no integer, or a wider one.
    @inlinable
    @inline(__always)
    public mutating func uint64() throws(RLPError) -> UInt64 {
        let start = position
        guard start < end else { throw endError() }
        let first = byte(start)
        if first <= RLP.emptyString {
            guard first != 0 else { throw integerError(width: 8) }
            position = start &+ 1
            return first == RLP.emptyString ? 0 : UInt64(first)
        }
        let count = Int(first &- RLP.emptyString)
        guard count <= 8, count < end &- start else { throw integerError(width: 8) }
        let value = bigEndian(endingAt: start &+ 1 &+ count, count: count)
        guard value >> UInt64(8 &* (count &- 1)) != 0, value >= 0x80 else {
            throw integerError(width: 8)
        }
        position = start &+ 1 &+ count
        return value
    }

    /// The 1 to 8 bytes before `stop` as a number; they must lie in the input.
    @inlinable
    @inline(__always)
    func bigEndian(endingAt stop: Int, count: Int) -> UInt64 {
        if stop >= 8 {
            let word = unsafe input.unsafeLoadUnaligned(
                fromUncheckedByteOffset: stop &- 8, as: UInt64.self)
            let unused = UInt64(64 &- 8 &* count)
            return (word.bigEndian << unused) >> unused
        }
        var value: UInt64 = 0
        for place in (stop &- count)..<stop { value = value << 8 | UInt64(byte(place)) }
        return value
    }

    /// Why the next item is no byte string of `count` bytes.
    @usableFromInline
    @inline(never)
    func fixedError(count: Int) -> RLPError {
        let found: Item
        do throws(RLPError) { found = try header() } catch { return error }
        if found.isList { return RLPError(rule: .stringExpected, offset: position) }
        return RLPError(rule: .width, offset: position, expected: count, found: found.count)
    }

    /// Why the next item is no integer of at most `width` bytes.
    @usableFromInline
    @inline(never)
    func integerError(width: Int) -> RLPError {
        let found: Item
        do throws(RLPError) { found = try header() } catch { return error }
        if found.isList { return RLPError(rule: .integerList, offset: position) }
        if found.count > 0, byte(found.start) == 0 {
            return RLPError(rule: .integerLeadingZero, offset: position, found: found.count)
        }
        return RLPError(
            rule: .integerWidth, offset: position, expected: width, found: found.count)
    }
}
