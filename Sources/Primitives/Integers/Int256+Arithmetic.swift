extension Int256 {
    /// The sum modulo 2²⁵⁶, and whether the exact one is another.
    @inlinable
    public func addingReportingOverflow(
        _ other: Int256
    ) -> (partialValue: Int256, overflow: Bool) {
        let sum = self &+ other
        return (sum, isNegative == other.isNegative && sum.isNegative != isNegative)
    }

    /// The difference modulo 2²⁵⁶, and whether the exact one is another.
    @inlinable
    public func subtractingReportingOverflow(
        _ other: Int256
    ) -> (partialValue: Int256, overflow: Bool) {
        let difference = self &- other
        return (
            difference, isNegative != other.isNegative && difference.isNegative != isNegative
        )
    }

    /// The product modulo 2²⁵⁶, and whether the exact one is another.
    @inlinable
    public func multipliedReportingOverflow(
        by other: Int256
    ) -> (partialValue: Int256, overflow: Bool) {
        let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: other.magnitude)
        let negative = isNegative != other.isNegative
        let value = Int256(wrapping: product, negative: negative)
        return (value, tooLarge || (value.isNegative != negative && !product.isZero))
    }

    /// The sum modulo 2²⁵⁶.
    @inlinable
    public static func &+ (left: Int256, right: Int256) -> Int256 {
        Int256(bitPattern: left.bitPattern &+ right.bitPattern)
    }

    /// The difference modulo 2²⁵⁶.
    @inlinable
    public static func &- (left: Int256, right: Int256) -> Int256 {
        Int256(bitPattern: left.bitPattern &- right.bitPattern)
    }

    /// The product modulo 2²⁵⁶.
    @inlinable
    public static func &* (left: Int256, right: Int256) -> Int256 {
        Int256(bitPattern: left.bitPattern &* right.bitPattern)
    }

    /// The exact sum.
    @inlinable
    public static func + (left: Int256, right: Int256) throws(ArithmeticError) -> Int256 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw .overflow(.addition) }
        return sum
    }

    /// The exact difference.
    @inlinable
    public static func - (left: Int256, right: Int256) throws(ArithmeticError) -> Int256 {
        let (difference, overflow) = left.subtractingReportingOverflow(right)
        guard !overflow else { throw .overflow(.subtraction) }
        return difference
    }

    /// The exact product.
    @inlinable
    public static func * (left: Int256, right: Int256) throws(ArithmeticError) -> Int256 {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow else { throw .overflow(.multiplication) }
        return product
    }

    /// The quotient, rounded towards zero. ``min`` by −1 overflows.
    public static func / (left: Int256, right: Int256) throws(ArithmeticError) -> Int256 {
        guard let result = left.quotientAndRemainder(dividingBy: right) else {
            throw .divisionByZero
        }
        guard !result.overflow else { throw .overflow(.division) }
        return result.quotient
    }

    /// The remainder of the division towards zero; it has the sign of `left`.
    public static func % (left: Int256, right: Int256) throws(ArithmeticError) -> Int256 {
        guard let result = left.quotientAndRemainder(dividingBy: right) else {
            throw .divisionByZero
        }
        return result.remainder
    }

    /// The quotient, rounded towards zero, and the remainder, which has the sign of `self`; nil for
    /// a divisor of 0. ``min`` by −1 gives ``min``, as the EVM's SDIV, and reports the overflow.
    public func quotientAndRemainder(
        dividingBy divisor: Int256
    ) -> (quotient: Int256, remainder: Int256, overflow: Bool)? {
        guard
            let (quotient, remainder) = magnitude.quotientAndRemainder(
                dividingBy: divisor.magnitude)
        else { return nil }
        let negative = isNegative != divisor.isNegative
        let value = Int256(wrapping: quotient, negative: negative)
        return (
            value, Int256(wrapping: remainder, negative: isNegative),
            value.isNegative && !negative
        )
    }

    /// The number of the other sign.
    public func negated() throws(ArithmeticError) -> Int256 {
        guard self != .min else { throw .overflow(.negation) }
        return Int256(bitPattern: .zero &- bitPattern)
    }
}
