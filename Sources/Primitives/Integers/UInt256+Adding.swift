extension UInt256 {
    /// The sum modulo 2²⁵⁶, and whether the exact one is larger.
    @inlinable
    public func addingReportingOverflow(
        _ other: UInt256
    ) -> (partialValue: UInt256, overflow: Bool) {
        let (s0, c0) = limb0.addingReportingOverflow(other.limb0)
        let (s1, c1) = UInt256.sum(limb1, other.limb1, carry: c0)
        let (s2, c2) = UInt256.sum(limb2, other.limb2, carry: c1)
        let (s3, c3) = UInt256.sum(limb3, other.limb3, carry: c2)
        return (UInt256(limbs: s0, s1, s2, s3), c3)
    }

    /// The difference modulo 2²⁵⁶, and whether the exact one is negative.
    @inlinable
    public func subtractingReportingOverflow(
        _ other: UInt256
    ) -> (partialValue: UInt256, overflow: Bool) {
        let (d0, b0) = limb0.subtractingReportingOverflow(other.limb0)
        let (d1, b1) = UInt256.difference(limb1, other.limb1, borrow: b0)
        let (d2, b2) = UInt256.difference(limb2, other.limb2, borrow: b1)
        let (d3, b3) = UInt256.difference(limb3, other.limb3, borrow: b2)
        return (UInt256(limbs: d0, d1, d2, d3), b3)
    }

    /// The sum modulo 2²⁵⁶, as the EVM's ADD.
    @inlinable
    public static func &+ (left: UInt256, right: UInt256) -> UInt256 {
        left.addingReportingOverflow(right).partialValue
    }

    /// The difference modulo 2²⁵⁶, as the EVM's SUB.
    @inlinable
    public static func &- (left: UInt256, right: UInt256) -> UInt256 {
        left.subtractingReportingOverflow(right).partialValue
    }

    /// The exact sum.
    @inlinable
    public static func + (left: UInt256, right: UInt256) throws(ArithmeticError) -> UInt256 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw .overflow(.addition) }
        return sum
    }

    /// The exact difference.
    @inlinable
    public static func - (left: UInt256, right: UInt256) throws(ArithmeticError) -> UInt256 {
        let (difference, overflow) = left.subtractingReportingOverflow(right)
        guard !overflow else { throw .overflow(.subtraction) }
        return difference
    }

    @inlinable
    static func sum(_ a: UInt64, _ b: UInt64, carry: Bool) -> (UInt64, Bool) {
        let (partial, first) = a.addingReportingOverflow(b)
        let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
        return (sum, first != second)
    }

    @inlinable
    static func difference(_ a: UInt64, _ b: UInt64, borrow: Bool) -> (UInt64, Bool) {
        let (partial, first) = a.subtractingReportingOverflow(b)
        let (difference, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
        return (difference, first != second)
    }
}
