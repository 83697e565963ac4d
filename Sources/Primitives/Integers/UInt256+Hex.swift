import CKeccak

extension UInt256 {
    /// The number that a JSON-RPC quantity writes: `0x`, lower-case digits, no leading zero; zero is
    /// `0x0` (Ethereum execution APIs, `uint256`).
    ///
    /// - Throws: ``NumberTextError`` with the rule broken: `prefix`, `empty`, `digit`, `upperCase`,
    ///   `leadingZero`, `overflow`, tried in this order.
    public init(quantity text: String) throws(NumberTextError) {
        self = try unsafe text.utf8.span.withUnsafeBytes {
            raw throws(NumberTextError) in try unsafe UInt256(quantity: raw)
        }
    }

    /// The number that the ASCII characters of a quantity write; rules as above.
    public init(quantity text: UnsafeRawBufferPointer) throws(NumberTextError) {
        let digits = try unsafe HexNumber.digits(of: text)
        guard digits.count > 0, digits.count <= 64, let value = unsafe HexNumber.value(of: digits),
            unsafe digits[0] != UInt8(ascii: "0") || digits.count == 1,
            unsafe !HexNumber.hasUpperCase(digits)
        else { throw unsafe HexNumber.quantityFault(digits) }
        self = value
    }

    /// The number that a word writes: `0x` and 64 digits of either case.
    ///
    /// - Throws: ``NumberTextError`` with the rule broken: `prefix`, `digit`, `oddLength`, `width`,
    ///   tried in this order.
    public init(word text: String) throws(NumberTextError) {
        self = try unsafe text.utf8.span.withUnsafeBytes { raw throws(NumberTextError) in
            let digits = try unsafe HexNumber.digits(of: raw)
            guard digits.count == 64, let value = unsafe HexNumber.value(of: digits) else {
                throw unsafe HexNumber.wordFault(digits)
            }
            return value
        }
    }

    /// The number as a JSON-RPC quantity.
    public var quantity: String {
        let digits = Swift.max((bitLength &+ 3) &>> 2, 1)
        return unsafe String(unsafeUninitializedCapacity: 2 &+ digits) { target in
            unsafe target[0] = UInt8(ascii: "0")
            unsafe target[1] = UInt8(ascii: "x")
            unsafe HexNumber.withDigits(of: self) { all in
                unsafe UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: target[2...])
                )
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[(64 &- digits)...]))
            }
            return 2 &+ digits
        }
    }

    /// The number as a word: `0x` and 64 lower-case digits.
    public var word: String { Hash32(self).hex }
}

/// Hexadecimal digits of a number of at most 256 bits.
private enum HexNumber {
    /// What stands behind `0x`.
    static func digits(
        of text: UnsafeRawBufferPointer
    ) throws(NumberTextError) -> UnsafeRawBufferPointer {
        guard text.count >= 2, unsafe text[0] == UInt8(ascii: "0"),
            unsafe text[1] == UInt8(ascii: "x")
        else { throw NumberTextError(rule: .prefix, offset: 0) }
        return unsafe UnsafeRawBufferPointer(rebasing: text[2...])
    }

    /// The number that at most 64 digits of either case write; nil when a character is none.
    static func value(of digits: UnsafeRawBufferPointer) -> UInt256? {
        let zeros: UInt64 = 0x3030_3030_3030_3030
        var padded = (zeros, zeros, zeros, zeros, zeros, zeros, zeros, zeros)
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let good = unsafe withUnsafeMutableBytes(of: &padded) { all in
            unsafe UnsafeMutableRawBufferPointer(rebasing: all[(64 &- digits.count)...])
                .copyMemory(from: digits)
            return unsafe withUnsafeMutableBytes(of: &bytes) { target in
                guard let from = unsafe all.baseAddress?.assumingMemoryBound(to: CChar.self),
                    let to = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                else { return false }
                let lower = unsafe chex_decode_16(from + 32, to + 16)
                guard digits.count > 32 else { return lower }
                return unsafe lower && chex_decode_16(from, to)
            }
        }
        guard good else { return nil }
        return UInt256(
            limbs: UInt64(bigEndian: bytes.3), UInt64(bigEndian: bytes.2),
            UInt64(bigEndian: bytes.1), UInt64(bigEndian: bytes.0))
    }

    /// Calls `body` with all 64 lower-case digits.
    static func withDigits(of value: UInt256, _ body: (UnsafeRawBufferPointer) -> Void) {
        var text: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
        text = (0, 0, 0, 0, 0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &text) { all in
            unsafe Hash32(value).withUnsafeBytes { bytes in
                guard let from = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    let to = unsafe all.baseAddress?.assumingMemoryBound(to: CChar.self)
                else { return }
                unsafe chex_encode_16(from, to)
                unsafe chex_encode_16(from + 16, to + 32)
            }
            unsafe body(UnsafeRawBufferPointer(all))
        }
    }

    static func hasUpperCase(_ digits: UnsafeRawBufferPointer) -> Bool {
        var found: UInt8 = 0
        // Letters have bit 6, lower-case ones bit 5 too.
        for index in 0..<digits.count { unsafe found |= (digits[index] &>> 1) & ~digits[index] }
        return found & 0x20 != 0
    }

    /// The first character that is no digit of either case.
    private static func firstStranger(_ digits: UnsafeRawBufferPointer) -> NumberTextError? {
        for index in 0..<digits.count where unsafe Hex.value(of: digits[index]) == nil {
            return NumberTextError(rule: .digit, offset: 2 + index)
        }
        return nil
    }

    static func quantityFault(_ digits: UnsafeRawBufferPointer) -> NumberTextError {
        guard digits.count > 0 else { return NumberTextError(rule: .empty, offset: 2) }
        if let stranger = unsafe firstStranger(digits) { return stranger }
        for index in 0..<digits.count where unsafe (0x41...0x46).contains(digits[index]) {
            return NumberTextError(rule: .upperCase, offset: 2 + index)
        }
        let rule: NumberTextError.Rule =
            unsafe digits[0] == UInt8(ascii: "0") ? .leadingZero : .overflow
        return NumberTextError(rule: rule, offset: 2)
    }

    static func wordFault(_ digits: UnsafeRawBufferPointer) -> NumberTextError {
        if let stranger = unsafe firstStranger(digits) { return stranger }
        let rule: NumberTextError.Rule = digits.count.isMultiple(of: 2) ? .width : .oddLength
        return NumberTextError(rule: rule, offset: 2)
    }
}
