public import Primitives

extension ABIReader {
    /// Reads the content of a `bytes` or `string`: its range in the input.
    ///
    /// - Throws: ``ABIError`` with rule `truncated`, `length`, `padding` or `inflation`.
    @inlinable
    mutating func content() throws(ABIError) -> Range<Int> {
        let place = head
        guard let count = try number(), count <= rest else { throw ABIError(.length, at: place) }
        let start = head
        let end = start &+ count
        let padded = start &+ ABI.padded(count)
        try charge(count)
        if !rules.allowsAnyPadding { try checkPadding(end..<padded) }
        head = padded
        tail = padded
        return start..<end
    }

    /// Checks that the padding, which ends a whole word, is there and zero: eight bytes at a time, the
    /// content's own among the first eight masked out.
    @inlinable
    func checkPadding(_ range: Range<Int>) throws(ABIError) {
        guard range.upperBound <= span.byteCount else {
            throw ABIError(
                .truncated, at: span.byteCount, expected: range.count,
                found: span.byteCount &- range.lowerBound)
        }
        var left = range.count
        while left > 0 {
            let limb = limb(range.upperBound &- ((left &+ 7) & ~7))
            let padding = left & 7
            let mask = padding == 0 ? UInt64.max : (1 << UInt64(8 &* padding)) &- 1
            guard limb & mask == 0 else {
                throw ABIError(.padding, at: range.upperBound &- left)
            }
            left &-= padding == 0 ? 8 : padding
        }
    }

    /// The eight bytes at `offset`, which the caller has measured, as a big-endian number.
    @inlinable
    @inline(__always)
    func limb(_ offset: Int) -> UInt64 {
        unsafe UInt64(
            bigEndian: span.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Reads the content of a `string` and checks that it is UTF-8, unless the rules allow any bytes.
    ///
    /// - Throws: ``ABIError`` with rule `truncated`, `length`, `padding`, `utf8` or `inflation`.
    @inlinable
    mutating func text() throws(ABIError) -> String {
        let range = try content()
        let text = unsafe span.withUnsafeBytes { raw -> String? in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: raw[range])
            return unsafe ABI.text(bytes)
        }
        if let text { return text }
        guard rules.allowsMalformedUTF8 else { throw ABIError(.utf8, at: range.lowerBound) }
        return String(decoding: data.slice(range), as: UTF8.self)
    }

    /// Reads a dynamic `string` as its bytes, which are UTF-8 unless the rules allow any: for texts
    /// of contracts nobody vouches for, where a malformed one must not cost the rest.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    public mutating func textBytes() throws(ABIError) -> Bytes {
        let outer = try beginTail()
        let range = try content()
        let bytes = data.slice(range)
        if !rules.allowsMalformedUTF8 {
            let isText = unsafe bytes.withUnsafeBytes { raw in unsafe ABI.text(raw) != nil }
            guard isText else { throw ABIError(.utf8, at: range.lowerBound) }
        }
        endTail(outer)
        return bytes
    }
}

extension ABI {
    /// The text of well-formed UTF-8; nil for anything else. ASCII, the usual case, is found with
    /// eight bytes at a time and needs no further check.
    @inlinable
    static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        var seen: UInt64 = 0
        var offset = 0
        while offset &+ 8 <= bytes.count {
            seen |= unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        while offset < bytes.count {
            seen |= UInt64(unsafe bytes[offset])
            offset &+= 1
        }
        if seen & 0x8080_8080_8080_8080 == 0 {
            return unsafe String(decoding: bytes, as: UTF8.self)
        }
        return unsafe String(validating: bytes, as: UTF8.self)
    }
}
