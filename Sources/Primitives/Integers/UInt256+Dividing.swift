extension UInt256 {
    /// The quotient, rounded down, and the remainder; nil for a divisor of 0.
    public func quotientAndRemainder(
        dividingBy divisor: UInt256
    ) -> (quotient: UInt256, remainder: UInt256)? {
        if divisor.limb3 != 0 { return divided(byFour: divisor) }
        if divisor.limb2 != 0 { return divided(byThree: divisor) }
        if divisor.limb1 != 0 { return divided(byTwo: divisor) }
        guard divisor.limb0 != 0 else { return nil }
        return divided(byOne: divisor.limb0)
    }

    /// The quotient, rounded down.
    public static func / (left: UInt256, right: UInt256) throws(ArithmeticError) -> UInt256 {
        guard let result = left.quotientAndRemainder(dividingBy: right) else {
            throw .divisionByZero
        }
        return result.quotient
    }

    /// The remainder of the division.
    public static func % (left: UInt256, right: UInt256) throws(ArithmeticError) -> UInt256 {
        guard let result = left.quotientAndRemainder(dividingBy: right) else {
            throw .divisionByZero
        }
        return result.remainder
    }

    // Below: schoolbook division (Knuth, TAOCP 4.3.1, algorithm D) by the number of the divisor's
    // limbs. The divisor is shifted until its highest bit is set and the dividend with it; the bits
    // that leave the dividend are below the divisor's top limb, so a leading digit is never too big.

    /// A divisor below 2⁶⁴: up to four digits, each of two limbs by one.
    private func divided(byOne divisor: UInt64) -> (quotient: UInt256, remainder: UInt256) {
        if fitsOneLimb {
            let (quotient, remainder) = limb0.quotientAndRemainder(dividingBy: divisor)
            return (UInt256(quotient), UInt256(remainder))
        }
        let shift = UInt64(truncatingIfNeeded: divisor.leadingZeroBitCount)
        let d = divisor &<< shift
        let v = Reciprocal.of(d)
        let (u4, u) = normalized(by: shift)
        var (q, r) = (UInt256.zero, u4)
        if limb3 == 0 {
            r = u.limb3
        } else {
            (q.limb3, r) = Reciprocal.divide(r, u.limb3, by: d, v)
        }
        if limb3 | limb2 == 0 {
            r = u.limb2
        } else {
            (q.limb2, r) = Reciprocal.divide(r, u.limb2, by: d, v)
        }
        (q.limb1, r) = Reciprocal.divide(r, u.limb1, by: d, v)
        (q.limb0, r) = Reciprocal.divide(r, u.limb0, by: d, v)
        return (q, UInt256(r &>> shift))
    }

    /// A divisor of two limbs: up to three digits, each of three limbs by two.
    private func divided(byTwo divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        let shift = UInt64(truncatingIfNeeded: divisor.limb1.leadingZeroBitCount)
        let normal = divisor.normalized(by: shift).low
        let d = UInt128(high: normal.limb1, low: normal.limb0)
        let v = Reciprocal.of(normal.limb1, normal.limb0)
        let (u4, u) = normalized(by: shift)
        var (q, r) = (UInt256.zero, UInt128(high: u4, low: u.limb3))
        if limb3 == 0 {
            r = UInt128(high: u.limb3, low: u.limb2)
        } else {
            (q.limb2, r) = Reciprocal.divide(r, u.limb2, by: d, v)
        }
        if limb3 | limb2 == 0 {
            r = UInt128(high: u.limb2, low: u.limb1)
        } else {
            (q.limb1, r) = Reciprocal.divide(r, u.limb1, by: d, v)
        }
        (q.limb0, r) = Reciprocal.divide(r, u.limb0, by: d, v)
        return (q, UInt256(r &>> UInt128(shift)))
    }

    /// A divisor of three limbs: up to two digits.
    private func divided(byThree divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        guard self >= divisor else { return (.zero, self) }
        let shift = UInt64(truncatingIfNeeded: divisor.limb2.leadingZeroBitCount)
        let d = ThreeLimbs(divisor.normalized(by: shift).low)
        let v = d.reciprocal
        let (u4, u) = normalized(by: shift)
        var (q, r) = (UInt256.zero, ThreeLimbs(high: UInt128(high: u4, low: u.limb3), low: u.limb2))
        if limb3 == 0 {
            r = ThreeLimbs(high: UInt128(high: u.limb3, low: u.limb2), low: u.limb1)
        } else {
            (q.limb1, r) = r.divided(withNext: u.limb1, by: d, v)
        }
        (q.limb0, r) = r.divided(withNext: u.limb0, by: d, v)
        return (q, UInt256(r).shiftedRight(by: UInt(shift)))
    }

    /// A divisor of four limbs: the quotient is one digit.
    private func divided(byFour divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        guard self >= divisor else { return (.zero, self) }
        let shift = UInt64(truncatingIfNeeded: divisor.limb3.leadingZeroBitCount)
        if limb3.leadingZeroBitCount == divisor.limb3.leadingZeroBitCount {
            return (.one, self &- divisor)
        }
        let normal = divisor.normalized(by: shift).low
        let d = UInt128(high: normal.limb3, low: normal.limb2)
        let v = Reciprocal.of(normal.limb3, normal.limb2)
        let (u4, u) = normalized(by: shift)
        var (q, r) = Reciprocal.divide(UInt128(high: u4, low: u.limb3), u.limb2, by: d, v)
        let low0 = UInt128(q) &* UInt128(normal.limb0)
        let low1 = UInt128(q) &* UInt128(normal.limb1) &+ (low0 &>> 64)
        let (rest, borrow) = UInt256(limbs: u.limb0, u.limb1, r.low, r.high)
            .subtractingReportingOverflow(UInt256(limbs: low0.low, low1.low, low1.high, 0))
        var remainder = rest
        if borrow {
            q &-= 1
            remainder = remainder &+ normal
        }
        return (UInt256(q), remainder.shiftedRight(by: UInt(shift)))
    }

    /// The value times 2 to the `shift` (below 64): 256 bits and the limb above them.
    private func normalized(by shift: UInt64) -> (high: UInt64, low: UInt256) {
        (
            UInt256.shifted(0, limb3, leftBy: shift),
            UInt256(
                limbs: limb0 &<< shift,
                UInt256.shifted(limb1, limb0, leftBy: shift),
                UInt256.shifted(limb2, limb1, leftBy: shift),
                UInt256.shifted(limb3, limb2, leftBy: shift))
        )
    }
}
