extension Bytes: RandomAccessCollection {
    /// Positions count from zero, in slices too.
    @inlinable
    public var startIndex: Int { 0 }

    /// The position after the last byte.
    @inlinable
    public var endIndex: Int { count }

    /// The byte at `position`, which must be in `0..<count`.
    @inlinable
    public subscript(position: Int) -> UInt8 {
        unsafe withUnsafeBytes { raw in unsafe raw[position] }
    }

    /// The bytes of `range`, sharing the storage; parts of the range outside `0..<count` are left
    /// out.
    @inlinable
    public func slice(_ range: Range<Int>) -> Bytes {
        let range = range.clamped(to: 0..<count)
        if let owner, range.count > Bytes.inlineCapacity {
            return Bytes(
                owner: owner, word0: word0 &+ UInt64(truncatingIfNeeded: range.lowerBound),
                word1: UInt64(truncatingIfNeeded: range.count))
        }
        return unsafe withUnsafeBytes { raw in
            unsafe Bytes(copying: UnsafeRawBufferPointer(rebasing: raw[range]))
        }
    }

    /// The bytes from `offset` to the end, sharing the storage.
    @inlinable
    public func slice(from offset: Int) -> Bytes {
        let start = Swift.min(Swift.max(offset, 0), count)
        return slice(start..<count)
    }

    /// Lets the standard library's algorithms read the memory at once.
    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try unsafe withUnsafeBytes { raw in
            unsafe try body(raw.assumingMemoryBound(to: UInt8.self))
        }
    }
}

extension Bytes: ExpressibleByArrayLiteral {
    /// Bytes written out: `[0x01, 0xff]`.
    @inlinable
    public init(arrayLiteral elements: UInt8...) {
        self.init(elements)
    }
}
