public import Primitives

extension JSONReader {
    /// A string of `0x` and 64 digits of either case.
    public mutating func hash32() throws(JSONError) -> Hash32 {
        var hash = Hash32()
        try unsafe withUnsafeMutableBytes(of: &hash) { target throws(JSONError) in
            try unsafe fixedBytes(into: target)
        }
        return hash
    }

    /// A string of `0x` and 40 digits of either case. The letters' case is not compared with EIP-55:
    /// nodes write lower case, and what they write is data.
    public mutating func address() throws(JSONError) -> Address {
        var address = Address()
        try unsafe withUnsafeMutableBytes(of: &address) { target throws(JSONError) in
            try unsafe fixedBytes(into: target)
        }
        return address
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
        try unsafe decode(digits, into: target)
        scanner.offset = end &+ 1
    }

    /// A string of `0x` and an even number of digits of either case.
    public mutating func bytes() throws(JSONError) -> Bytes {
        let digits = try hexDigits()
        guard digits.count.isMultiple(of: 2) else { throw failure(.form) }
        let bytes = try unsafe Bytes(count: digits.count / 2) { target throws(JSONError) in
            try unsafe decode(digits.lowerBound, into: target)
        }
        scanner.offset = digits.upperBound &+ 1
        return bytes
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
    private func startsHex() -> Bool {
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

    /// Decodes two digits for each byte of `target`; the caller has measured that they are there.
    private func decode(
        _ start: Int, into target: UnsafeMutableRawBufferPointer
    ) throws(JSONError) {
        var place = 0
        while place &+ 4 <= target.count {
            guard let bytes = HexDigits.bytes(word(start &+ 2 &* place)) else {
                throw failure(.form)
            }
            unsafe target.storeBytes(of: bytes.littleEndian, toByteOffset: place, as: UInt32.self)
            place &+= 4
        }
        while place < target.count {
            guard let high = Hex.value(of: scanner.byte(start &+ 2 &* place)),
                let low = Hex.value(of: scanner.byte(start &+ 2 &* place &+ 1))
            else { throw failure(.form) }
            unsafe target[place] = high << 4 | low
            place &+= 1
        }
    }
}

extension JSONReader {
    /// A quantity of the execution APIs that fits 64 bits: `0x0`, or `0x` and lower-case digits
    /// without a leading zero.
    public mutating func quantity() throws(JSONError) -> UInt64 {
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
