public import Primitives

/// Writes an encoding of types that are known when the program is compiled.
///
/// It runs twice over the same values: first without memory, to measure, then into one buffer of
/// exactly that size. Within a frame (the members of a tuple, the elements of an array) heads grow
/// from its beginning and tails follow them; an offset counts from the beginning of its frame.
@frozen
@safe
public struct ABIWriter: ~Copyable {
    /// Where the first byte goes; nil while measuring.
    @usableFromInline let start: UnsafeMutableRawPointer?
    @usableFromInline let capacity: Int
    /// Where the present frame begins.
    @usableFromInline var base: Int
    /// Where the next word of the frame's head goes.
    @usableFromInline var head: Int
    /// Where the next tail goes; behind everything once all is written.
    @usableFromInline var tail: Int

    /// A writer of a frame that begins behind `prefix` bytes. The memory must outlive it.
    @inlinable
    init(_ start: UnsafeMutableRawPointer?, capacity: Int, prefix: Int, headSize: Int) {
        unsafe self.start = unsafe start
        self.capacity = capacity
        base = prefix
        head = prefix
        tail = prefix &+ headSize
    }

    /// Whether this is the first pass, which only measures.
    @inlinable
    var isMeasuring: Bool { unsafe start == nil }

    /// Begins a frame here, whose tails follow `headSize` bytes.
    @inlinable
    mutating func openFrame(headSize: Int) {
        base = head
        tail = head &+ headSize
    }

    /// Writes a value: in the head when its type is static, else its offset in the head and itself
    /// as the next tail.
    @inlinable
    public mutating func write<Value: ABICodable>(_ value: Value) {
        guard Value.abiShape.isDynamic else {
            value.write(to: &self)
            return
        }
        let outer = beginTail()
        value.write(to: &self)
        endTail(outer)
    }

    /// Writes the offset of the next tail and goes there.
    @inlinable
    mutating func beginTail() -> (base: Int, head: Int) {
        write(number: UInt64(truncatingIfNeeded: tail &- base))
        let outer = (base, head)
        head = tail
        return outer
    }

    /// Goes back to the frame whose tail is written.
    @inlinable
    mutating func endTail(_ outer: (base: Int, head: Int)) {
        base = outer.base
        head = outer.head
    }

    /// The place for `count` bytes at `offset`; nil while measuring. Both passes see the same values,
    /// so the place is always within the memory; it is checked all the same.
    @inlinable
    func place(_ offset: Int, count: Int) -> UnsafeMutableRawPointer? {
        guard let start = unsafe start, count <= capacity &- offset else { return nil }
        return unsafe start + offset
    }

    /// Writes a word into the head.
    @inlinable
    public mutating func write(word: Hash32) {
        if let place = unsafe place(head, count: 32) {
            unsafe place.storeBytes(of: word, as: Hash32.self)
        }
        head &+= 32
    }

    /// Writes a number as a word into the head.
    @inlinable
    public mutating func write(number: UInt64) {
        if let place = unsafe place(head, count: 32) {
            unsafe place.storeBytes(of: 0, as: UInt64.self)
            unsafe place.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
            unsafe place.storeBytes(of: 0, toByteOffset: 16, as: UInt64.self)
            unsafe place.storeBytes(of: number.bigEndian, toByteOffset: 24, as: UInt64.self)
        }
        head &+= 32
    }

    /// Measures the content of a `bytes` or `string` of so many bytes.
    @inlinable
    @inline(__always)
    mutating func measure(contentCount count: Int) {
        head &+= 32 &+ ABI.padded(count)
        tail = head
    }

    /// Writes the content of a `bytes` or `string`: the length, the bytes, zeros up to a whole word.
    @inlinable
    mutating func write(content: UnsafeRawBufferPointer) {
        write(number: UInt64(truncatingIfNeeded: content.count))
        let padded = ABI.padded(content.count)
        if let source = content.baseAddress, let place = unsafe place(head, count: padded) {
            unsafe place.storeZeroWord(at: padded &- 32)
            unsafe place.copyMemory(from: source, byteCount: content.count)
        }
        head &+= padded
        tail = head
    }
}

extension UnsafeMutableRawPointer {
    /// Stores 32 zero bytes at `offset`, unless it is negative.
    @inlinable
    func storeZeroWord(at offset: Int) {
        guard offset >= 0 else { return }
        unsafe storeBytes(of: 0, toByteOffset: offset, as: UInt64.self)
        unsafe storeBytes(of: 0, toByteOffset: offset &+ 8, as: UInt64.self)
        unsafe storeBytes(of: 0, toByteOffset: offset &+ 16, as: UInt64.self)
        unsafe storeBytes(of: 0, toByteOffset: offset &+ 24, as: UInt64.self)
    }
}

extension ABI {
    /// `count` rounded up to whole words; `count` is the size of something in memory.
    @inlinable
    static func padded(_ count: Int) -> Int { (count &+ 31) & ~31 }

    /// What one writer writes in two passes, behind the selector if there is one.
    @inlinable
    static func written<Failure: Error>(
        behind selector: FunctionSelector? = nil, headSize: Int,
        by write: (inout ABIWriter) throws(Failure) -> Void
    ) throws(Failure) -> Bytes {
        let prefix = selector == nil ? 0 : FunctionSelector.byteCount
        var measure = unsafe ABIWriter(nil, capacity: 0, prefix: prefix, headSize: headSize)
        try write(&measure)
        let size = measure.tail
        return try unsafe Bytes(count: size) { raw throws(Failure) in
            guard let start = raw.baseAddress else { return }
            if let selector {
                unsafe start.storeBytes(of: selector.value.bigEndian, as: UInt32.self)
            }
            var writer = unsafe ABIWriter(
                start, capacity: size, prefix: prefix, headSize: headSize)
            try write(&writer)
        }
    }
}
