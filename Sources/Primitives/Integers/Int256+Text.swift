extension Int256 {
    /// The number that `text` writes in canonical decimal: a minus or nothing, then ASCII digits
    /// without a leading zero; zero has no sign.
    ///
    /// - Throws: ``NumberTextError`` with the rule broken: `empty`, `sign`, `digit`, `leadingZero`,
    ///   `negativeZero`, `overflow`, tried in this order.
    public init(decimal text: String) throws(NumberTextError) {
        self = try unsafe text.utf8.span.withUnsafeBytes {
            raw throws(NumberTextError) in try unsafe Int256(decimal: raw)
        }
    }

    /// The number that the ASCII characters write in canonical decimal; rules as above.
    public init(decimal text: UnsafeRawBufferPointer) throws(NumberTextError) {
        let negative = unsafe text.count > 0 && text[0] == UInt8(ascii: "-")
        let start = negative ? 1 : 0
        let magnitude = try unsafe DecimalReader.read(
            UnsafeRawBufferPointer(rebasing: text[start...]), from: start)
        if negative, magnitude.isZero { throw NumberTextError(rule: .negativeZero, offset: 0) }
        guard let value = Int256(negative: negative, magnitude: magnitude) else {
            throw NumberTextError(rule: .overflow, offset: start)
        }
        self = value
    }

    /// The number in decimal, with `-` in front of the negative ones.
    public var decimal: String { (isNegative ? "-" : "") + magnitude.decimal }

    /// The number whose two's complement the word writes: `0x` and 64 digits of either case.
    ///
    /// - Throws: ``NumberTextError`` as ``UInt256/init(word:)``.
    public init(word text: String) throws(NumberTextError) {
        self.init(bitPattern: try UInt256(word: text))
    }

    /// The two's complement: `0x` and 64 lower-case digits.
    public var word: String { bitPattern.word }
}

extension Int256: CustomStringConvertible {
    /// The number in decimal.
    public var description: String { decimal }
}
