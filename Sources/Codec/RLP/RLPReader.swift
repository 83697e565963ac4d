/// Reads items one after the other without building a tree.
///
/// Lists are entered and left by hand (``enterList()``, ``leaveList(_:)``), so that a type with a
/// fixed layout is read in one pass. Whatever the bytes are, a read either gives a value in its one
/// encoding or throws; nothing is read beyond the span.
@frozen
public struct RLPReader: ~Escapable {
    @usableFromInline let input: RawSpan
    @usableFromInline var position: Int
    /// Where the list being read ends, or the input.
    @usableFromInline var end: Int
    /// How many lists are being read.
    @usableFromInline var depth: Int

    /// A reader at the beginning of `input`.
    @inlinable
    @_lifetime(copy input)
    public init(_ input: RawSpan) {
        self.input = input
        position = 0
        end = input.byteCount
        depth = 0
    }

    /// Where the next item begins, in bytes from the beginning of the input.
    @inlinable
    public var offset: Int { position }

    /// Whether the list being read, or the input, has no further item.
    @inlinable
    public var isAtEnd: Bool { position >= end }

    /// The end of a list that surrounds the one being read.
    @frozen
    public struct OuterList {
        @usableFromInline let end: Int

        @inlinable
        init(end: Int) { self.end = end }
    }

    /// An item as its header describes it: what it is and where it lies in the input.
    @frozen
    public struct Item: Sendable {
        /// Whether the item is a list.
        public let isList: Bool
        /// Where the item begins: its header, or the byte that needs none.
        public let offset: Int
        @usableFromInline let start: Int
        @usableFromInline let count: Int

        @inlinable
        init(isList: Bool, offset: Int, start: Int, count: Int) {
            self.isList = isList
            self.offset = offset
            self.start = start
            self.count = count
        }

        /// Where the bytes of a string, or the items of a list, lie.
        @inlinable
        public var payload: Range<Int> { unsafe Range(uncheckedBounds: (start, start &+ count)) }

        /// Where the whole item lies, its header included.
        @inlinable
        public var whole: Range<Int> { unsafe Range(uncheckedBounds: (offset, start &+ count)) }
    }

    /// The byte at `place`, which the caller has compared with the end.
    @inlinable
    @inline(__always)
    func byte(_ place: Int) -> UInt8 {
        unsafe input.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)
    }

    /// The next item's header, checked; the reader does not move.
    @inlinable
    @inline(__always)
    func header() throws(RLPError) -> Item {
        let start = position
        guard start < end else { throw endError() }
        let first = byte(start)
        if first < RLP.emptyString {
            return Item(isList: false, offset: start, start: start, count: 1)
        }
        let isList = first >= RLP.emptyList
        let short = Int(first & 0x3f)
        guard short <= RLP.longestShortPayload else { return try longHeader(isList: isList) }
        guard short < end &- start else { throw beyondError(needed: short + 1) }
        if !isList, short == 1, byte(start &+ 1) < RLP.emptyString {
            throw RLPError(rule: .singleByte, offset: start)
        }
        return Item(isList: isList, offset: start, start: start &+ 1, count: short)
    }

    /// The next item's header, whose first byte says that the length is in long form.
    @usableFromInline
    @inline(never)
    func longHeader(isList: Bool) throws(RLPError) -> Item {
        let start = position
        let width = Int(byte(start) & 0x3f) - RLP.longestShortPayload
        guard width < end - start else { throw beyondError(needed: 1 + width) }
        if byte(start + 1) == 0 { throw RLPError(rule: .lengthLeadingZero, offset: start) }
        var count: UInt64 = 0
        for index in 1...width { count = count << 8 | UInt64(byte(start + index)) }
        guard count > UInt64(RLP.longestShortPayload) else {
            throw RLPError(rule: .longForm, offset: start, found: Int(count))
        }
        let left = end - start - 1 - width
        guard count <= UInt64(left) else {
            let (needed, tooMany) = (1 + width).addingReportingOverflow(
                Int(truncatingIfNeeded: min(count, UInt64(Int.max))))
            throw beyondError(needed: tooMany ? Int.max : needed)
        }
        return Item(
            isList: isList, offset: start, start: start + 1 + width, count: Int(count))
    }

    /// Why nothing begins here.
    @usableFromInline
    @inline(never)
    func endError() -> RLPError {
        RLPError(rule: depth == 0 ? .truncated : .missingItem, offset: position)
    }

    /// Why an item of `needed` bytes does not fit.
    @usableFromInline
    @inline(never)
    func beyondError(needed: Int) -> RLPError {
        RLPError(
            rule: depth == 0 ? .truncated : .overrun, offset: position, expected: needed,
            found: end - position)
    }
}
