import Glibc
public import Primitives

extension JSONReader {
    /// A string of `0x` and 64 digits of either case.
    public mutating func hash32() throws(JSONError) -> Hash32 {
        let plain = unsafe plainHex(count: 2 * Hash32.byteCount) { digits in
            unsafe Hash32(unsafeHexDigits: digits)
        }
        if let plain { return plain }
        var hash = Hash32()
        try unsafe withUnsafeMutableBytes(of: &hash) { target throws(JSONError) in
            try unsafe fixedBytes(into: target)
        }
        return hash
    }

    /// A string of `0x` and 40 digits of either case. The letters' case is not compared with EIP-55:
    /// nodes write lower case, and what they write is data.
    public mutating func address() throws(JSONError) -> Address {
        let plain = unsafe plainHex(count: 2 * Address.byteCount) { digits in
            unsafe Address(unsafeHexDigits: digits)
        }
        if let plain { return plain }
        var address = Address()
        try unsafe withUnsafeMutableBytes(of: &address) { target throws(JSONError) in
            try unsafe fixedBytes(into: target)
        }
        return address
    }

    /// What `read` makes of `count` characters behind `"0x` and before a quote, passed and counted;
    /// nil where it is nothing or they are not there, for the slow path to say what is wrong.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func plainHex<Value>(
        count: Int, _ read: (UnsafeRawPointer) -> Value?
    ) -> Value? {
        let start = offset &+ 3
        let end = start &+ count
        guard end < scanner.text.byteCount, startsHex(), scanner.byte(end) == UInt8(ascii: "\""),
            valueCount < limits.valueCount
        else { return nil }
        let value = unsafe scanner.text.withUnsafeBytes { raw -> Value? in
            guard let text = raw.baseAddress else { return nil }
            return unsafe read(text + start)
        }
        guard let value else { return nil }
        valueCount &+= 1
        scanner.offset = end &+ 1
        return value
    }

    /// A string of `0x` and exactly two digits of either case for each byte of `target`.
    @_lifetime(self: copy self)
    public mutating func fixedBytes(
        into target: UnsafeMutableRawBufferPointer
    ) throws(JSONError) {
        try count()
        let digits = offset &+ 3
        let end = digits &+ 2 &* target.count
        guard end < scanner.text.byteCount, startsHex(), scanner.byte(end) == UInt8(ascii: "\"")
        else { throw noHex() }
        guard unsafe decode(digits, into: target) else { throw failure(.form) }
        scanner.offset = end &+ 1
    }

    /// A string of `0x` and an even number of digits of either case.
    public mutating func bytes() throws(JSONError) -> Bytes {
        try count()
        let start = offset &+ 3
        guard startsHex(), let end = quote(from: start), (end &- start).isMultiple(of: 2) else {
            throw noHex()
        }
        var isHex = false
        let bytes = unsafe Bytes(count: (end &- start) / 2) { target in
            isHex = unsafe decode(start, into: target)
        }
        guard isHex else { throw noHex() }
        scanner.offset = end &+ 1
        return bytes
    }

    /// Where the next quote is.
    private func quote(from start: Int) -> Int? {
        unsafe scanner.text.withUnsafeBytes { raw in
            let quote = Int32(UInt8(ascii: "\""))
            guard start < raw.count, let base = raw.baseAddress,
                let found = unsafe memchr(base + start, quote, raw.count - start)
            else { return nil }
            return unsafe base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// The range of the digits of a hex string; the reader stays in front of it.
    mutating func hexDigits() throws(JSONError) -> Range<Int> {
        try count()
        guard startsHex() else { throw noHex() }
        let start = offset
        let range = try scanner.string()
        scanner.offset = start
        return range.bytes.lowerBound &+ 2..<range.bytes.upperBound
    }

    /// Whether `"0x` comes next.
    @inline(__always)
    func startsHex() -> Bool {
        offset &+ 4 <= scanner.text.byteCount && scanner.byte(offset) == UInt8(ascii: "\"")
            && scanner.byte(offset &+ 1) == UInt8(ascii: "0")
            && scanner.byte(offset &+ 2) == UInt8(ascii: "x")
    }

    /// The error for what is no hex of the form asked for.
    @inline(never)
    private mutating func noHex() -> JSONError {
        guard next == .string else { return wrongType() }
        let start = offset
        do throws(JSONError) {
            _ = try scanner.string()
        } catch {
            return error
        }
        return failure(.form, at: start)
    }

    /// Decodes two digits for each byte of `target`, which are there; whether all of them are digits.
    private func decode(_ start: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
        unsafe scanner.text.withUnsafeBytes { raw in
            let digits = unsafe UnsafeRawBufferPointer(
                rebasing: raw[start..<(start &+ 2 &* target.count)])
            return unsafe Hex.decode(digits, into: target)
        }
    }
}

extension JSONReader {
    /// A quantity of the execution APIs that fits 64 bits: `0x0`, or `0x` and lower-case digits
    /// without a leading zero.
    public mutating func quantity() throws(JSONError) -> UInt64 {
        if let value = plainQuantity() { return value }
        let digits = try quantityDigits(upTo: 16)
        var value: UInt64 = 0
        for position in digits {
            value = value << 4 | UInt64(Hex.value(of: scanner.byte(position)) ?? 0)
        }
        scanner.offset = digits.upperBound &+ 1
        return value
    }

    /// A quantity of the execution APIs of up to 256 bits.
    public mutating func quantity256() throws(JSONError) -> UInt256 {
        if let value = plainQuantity256() { return value }
        let digits = try quantityDigits(upTo: 64)
        var limbs: [UInt64] = [0, 0, 0, 0]
        for (place, position) in digits.reversed().enumerated() {
            let digit = UInt64(Hex.value(of: scanner.byte(position)) ?? 0)
            limbs[place / 16] |= digit << UInt64(place % 16 * 4)
        }
        scanner.offset = digits.upperBound &+ 1
        return UInt256(limbs: limbs[0], limbs[1], limbs[2], limbs[3])
    }

    /// A quantity of the execution APIs, as the type that it means.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func quantity<Value: Quantity>(
        as type: Value.Type
    ) throws(JSONError) -> Value {
        let start = offset
        guard let value = Value(exactly: try quantity256()) else {
            throw failure(.form, at: start)
        }
        return value
    }

    /// A storage key in any of the spellings that nodes have (EIP-1186 does not say): `0x`, then 1
    /// to 64 digits of either case, with or without leading zeros.
    public mutating func storageKey() throws(JSONError) -> Hash32 {
        let isLoose = acceptsLooseQuantities
        acceptsLooseQuantities = true
        defer { acceptsLooseQuantities = isLoose }
        return Hash32(try quantity256())
    }

    /// The range of a quantity's digits, checked, at most `count`; the reader stays in front.
    @_lifetime(self: copy self)
    mutating func quantityDigits(upTo count: Int) throws(JSONError) -> Range<Int> {
        let digits = try hexDigits()
        guard let first = digits.first else { throw failure(.form) }
        var significant = digits
        if acceptsLooseQuantities {
            while significant.count > 1, scanner.byte(significant.lowerBound) == 0x30 {
                significant = significant.lowerBound &+ 1..<significant.upperBound
            }
        } else if digits.count > 1, scanner.byte(first) == 0x30 {
            throw failure(.form)
        }
        guard significant.count <= count else { throw failure(.form) }
        for position in digits {
            let byte = scanner.byte(position)
            guard Hex.value(of: byte) != nil, acceptsLooseQuantities || byte > 0x46 || byte < 0x41
            else { throw failure(.form) }
        }
        return significant
    }
}
