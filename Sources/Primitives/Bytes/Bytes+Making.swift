extension Bytes {
    /// `count` bytes that `initializer` writes; it must write every one of them.
    ///
    /// - Parameters:
    ///   - count: How many bytes; a negative number counts as none.
    ///   - initializer: Gets the zeroed (inline) or uninitialised (allocated) memory.
    /// - Throws: What `initializer` throws.
    @inlinable
    public init<Failure: Error>(
        count: Int,
        initializingWith initializer: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let count = Swift.max(count, 0)
        if count <= Bytes.inlineCapacity {
            var words: (UInt64, UInt64) = (0, 0)
            try unsafe Swift.withUnsafeMutableBytes(of: &words) { raw throws(Failure) in
                unsafe try initializer(UnsafeMutableRawBufferPointer(rebasing: raw[..<count]))
            }
            let last = UInt64(littleEndian: words.1) & 0x00ff_ffff_ffff_ffff
            self.init(
                owner: nil, word0: UInt64(littleEndian: words.0),
                word1: last | UInt64(truncatingIfNeeded: count) << 56)
            return
        }
        let storage = BytesStorage.allocate(count: count)
        unsafe try initializer(UnsafeMutableRawBufferPointer(start: storage.bytes, count: count))
        self.init(owner: storage, word0: 0, word1: UInt64(truncatingIfNeeded: count))
    }

    /// A copy of the bytes in memory at `source`.
    @inlinable
    public init(copying source: UnsafeRawBufferPointer) {
        unsafe self.init(count: source.count) { target in
            unsafe target.copyMemory(from: source)
        }
    }

    /// A copy of the bytes that `span` covers.
    @inlinable
    public init(copying span: RawSpan) {
        self = unsafe span.withUnsafeBytes { source in unsafe Bytes(copying: source) }
    }

    /// A copy of `bytes`.
    @inlinable
    public init(_ bytes: [UInt8]) {
        self = unsafe bytes.withUnsafeBytes { source in unsafe Bytes(copying: source) }
    }

    /// A copy of any sequence of bytes.
    @inlinable
    public init(_ bytes: some Sequence<UInt8>) {
        self.init([UInt8](bytes))
    }

    /// The UTF-8 bytes of `text`.
    @inlinable
    public init(utf8 text: String) {
        self.init([UInt8](text.utf8))
    }

    /// `count` bytes of the same value.
    @inlinable
    public init(repeating byte: UInt8, count: Int) {
        unsafe self.init(count: count) { target in
            unsafe target.initializeMemory(as: UInt8.self, repeating: byte)
        }
    }

    /// The same bytes in storage of their own, so that a small slice does not keep a large input
    /// alive.
    @inlinable
    public func copied() -> Bytes {
        unsafe withUnsafeBytes { source in unsafe Bytes(copying: source) }
    }

    /// These bytes followed by `other`.
    public static func + (left: Bytes, right: Bytes) -> Bytes {
        Bytes.joining([left, right])
    }

    /// The bytes of all `parts`, one after the other.
    public static func joining(_ parts: [Bytes]) -> Bytes {
        var count = 0
        for part in parts { count += part.count }
        return unsafe Bytes(count: count) { target in
            var offset = 0
            for part in parts {
                unsafe part.withUnsafeBytes { source in
                    let place = unsafe UnsafeMutableRawBufferPointer(
                        rebasing: target[offset..<(offset + source.count)])
                    unsafe place.copyMemory(from: source)
                }
                offset += part.count
            }
        }
    }
}
