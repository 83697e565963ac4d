extension UInt256 {
    /// The bytes that a buffer for ``writeDecimal(to:)`` has.
    public static let decimalCapacity = 80

    /// The number that `text` writes in canonical decimal: ASCII digits, no sign, no leading zero.
    ///
    /// - Throws: ``NumberTextError`` with the rule broken: `empty`, `sign`, `digit`, `leadingZero`,
    ///   `overflow`, tried in this order.
    public init(decimal text: String) throws(NumberTextError) {
        self = try unsafe text.utf8.span.withUnsafeBytes {
            raw throws(NumberTextError) in try unsafe DecimalReader.read(raw)
        }
    }

    /// The number that the ASCII characters write in canonical decimal; rules as above.
    public init(decimal text: UnsafeRawBufferPointer) throws(NumberTextError) {
        self = try unsafe DecimalReader.read(text)
    }

    /// The decimal digits.
    public var decimal: String {
        // A digit takes 3.3 bits; up to 15 characters need no allocation.
        let digits = (bitLength &* 1233) &>> 12 &+ 1
        return unsafe String(unsafeUninitializedCapacity: Swift.max(digits, 8)) { target in
            guard let start = UnsafeMutableRawPointer(target.baseAddress) else { return 0 }
            return unsafe DecimalWriter.write(self, to: start)
        }
    }

    /// Writes the decimal digits to the beginning of `target`.
    ///
    /// - Returns: The number of digits, or nil when `target` has less than ``decimalCapacity`` bytes.
    public func writeDecimal(to target: UnsafeMutableRawBufferPointer) -> Int? {
        guard target.count >= UInt256.decimalCapacity, let start = target.baseAddress else {
            return nil
        }
        return unsafe DecimalWriter.write(self, to: start)
    }
}

extension UInt256: CustomStringConvertible {
    /// The number in decimal.
    public var description: String { decimal }
}
