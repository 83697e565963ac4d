public import Primitives

/// Reads an encoding of types that are known when the program is compiled.
///
/// A cursor over the bytes: within a frame (the members of a tuple, the elements of an array) it reads
/// head by head, and each tail where its offset stands. Under strict rules the offset must be where
/// the previous tail ended, so every byte is read once and nothing can grow beyond the input.
@frozen
public struct ABIReader: ~Copyable, ~Escapable {
    /// How many times the input's size may be read where tails may overlap.
    @usableFromInline static let inflationLimit = 8

    /// The input: slices of it are handed out.
    @usableFromInline let data: Bytes
    @usableFromInline let span: RawSpan
    @usableFromInline let rules: ABI.DecodingRules
    /// The bytes that may still be read where tails may overlap.
    @usableFromInline var budget: Int
    /// Where the present frame begins.
    @usableFromInline var base: Int
    /// Where the next word is read.
    @usableFromInline var head: Int
    /// Where the next tail has to stand; behind everything once all is read.
    @usableFromInline var tail: Int

    /// A reader of the frame at `start` of `data`, which `span` covers.
    @inlinable
    @_lifetime(copy span)
    init(_ data: Bytes, _ span: RawSpan, from start: Int, headSize: Int, rules: ABI.DecodingRules) {
        self.data = data
        self.span = span
        self.rules = rules
        budget = Swift.max(data.count, 128) &* Self.inflationLimit
        base = start
        head = start
        tail = start &+ headSize
    }

    /// Begins a frame here, whose tails follow `headSize` bytes.
    @inlinable
    @_lifetime(self: copy self)
    mutating func openFrame(headSize: Int) throws(ABIError) {
        base = head
        let (end, overflow) = head.addingReportingOverflow(headSize)
        tail = overflow ? Int.max : end
        try charge(headSize)
    }

    /// Reads a value: from the head when its type is static, else from the tail that its offset
    /// names.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func read<Value: ABICodable>(
        _ type: Value.Type = Value.self
    ) throws(ABIError) -> Value {
        guard Value.abiShape.isDynamic else { return try Value(from: &self) }
        let outer = try beginTail()
        let value = try Value(from: &self)
        endTail(outer)
        return value
    }

    /// Reads an offset and goes to the tail that it names.
    @inlinable
    @inline(__always)
    mutating func beginTail() throws(ABIError) -> (base: Int, head: Int) {
        let place = head
        let offset = try number()
        let outer = (base, head)
        if rules.allowsAnyOffset {
            let (target, overflow) = base.addingReportingOverflow(offset ?? Int.max)
            guard !overflow, target <= span.byteCount else {
                throw ABIError(.offset, at: place, found: offset)
            }
            head = target
        } else {
            guard offset == tail &- base else {
                throw ABIError(.offset, at: place, expected: tail &- base, found: offset)
            }
            head = tail
        }
        return outer
    }

    /// Goes back to the frame whose tail is read.
    @inlinable
    @_lifetime(self: copy self)
    mutating func endTail(_ outer: (base: Int, head: Int)) {
        base = outer.base
        head = outer.head
    }

    /// Counts bytes that are about to be read, where they may have been read before.
    @inlinable
    @_lifetime(self: copy self)
    mutating func charge(_ count: Int) throws(ABIError) {
        guard rules.allowsAnyOffset else { return }
        guard count <= budget else { throw ABIError(.inflation, at: head) }
        budget &-= count
    }

    /// Checks that all bytes were read.
    @inlinable
    func end() throws(ABIError) {
        guard tail == span.byteCount || rules.allowsTrailingBytes else {
            throw ABIError(.trailing, at: tail, expected: tail, found: span.byteCount)
        }
    }
}

// MARK: - Words

extension ABIReader {
    /// The bytes from the next word on.
    @inlinable
    var rest: Int { span.byteCount &- head }

    /// Reads a word.
    ///
    /// - Throws: ``ABIError`` with rule `truncated`.
    @inlinable
    @inline(__always)
    public mutating func word() throws(ABIError) -> Hash32 {
        guard rest >= 32 else { throw ABIError(.truncated, at: head, expected: 32, found: rest) }
        defer { head &+= 32 }
        return unsafe span.unsafeLoadUnaligned(fromUncheckedByteOffset: head, as: Hash32.self)
    }

    /// Reads a word as an offset, length or count; nil when it is larger than any memory.
    @inlinable
    @inline(__always)
    mutating func number() throws(ABIError) -> Int? {
        guard let low = ABILimbs(try word()).low else { return nil }
        return Int(exactly: low)
    }

    /// Reads the number of elements of an array and begins their frame.
    ///
    /// - Throws: ``ABIError`` with rule `truncated`, `length` or `inflation`.
    @inlinable
    @_lifetime(self: copy self)
    mutating func openArray(elementSize: Int) throws(ABIError) -> Int {
        let place = head
        let found = try number()
        guard let count = found else { throw ABIError(.length, at: place) }
        let (size, overflow) = count.multipliedReportingOverflow(by: elementSize)
        guard !overflow, size <= rest else {
            throw ABIError(.length, at: place, found: found)
        }
        try openFrame(headSize: size)
        return count
    }
}
