/// A number of 192 bits: the divisor, or what is left, while ``UInt256`` divides by three limbs.
struct ThreeLimbs {
    /// The upper two limbs.
    var high: UInt128
    /// The lowest limb.
    var low: UInt64

    /// What the reciprocal of the two upper limbs, whose highest bit is set, is.
    var reciprocal: UInt64 { Reciprocal.of(high.high, high.low) }

    /// One digit of the quotient and what is left, where `next` follows `self`, `self` is below
    /// `d`, and `v` is `d.reciprocal`.
    func divided(
        withNext next: UInt64, by d: ThreeLimbs, _ v: UInt64
    ) -> (digit: UInt64, rest: ThreeLimbs) {
        // Equal upper limbs: the digit is 2⁶⁴ − 1, which the short division cannot give (and the
        // standard library's `dividingFullWidth` traps on).
        guard high != d.high else { return dividedAtTheEdge(next, by: d) }
        var (digit, upper) = Reciprocal.divide(high, low, by: d.high, v)
        let product = UInt128(digit) &* UInt128(d.low)
        let (lowest, borrow) = next.subtractingReportingOverflow(product.low)
        let (rest, first) = upper.subtractingReportingOverflow(UInt128(product.high))
        let (final, second) = rest.subtractingReportingOverflow(borrow ? 1 : 0)
        upper = final
        guard first || second else { return (digit, ThreeLimbs(high: upper, low: lowest)) }
        // The third limb made the digit one too large: add the divisor back.
        digit &-= 1
        return (digit, ThreeLimbs(high: upper, low: lowest).adding(d))
    }

    /// u − (2⁶⁴ − 1) · d, modulo 2¹⁹², is the lower limbs of u, shifted by one, less those of d
    /// shifted likewise, plus d.
    private func dividedAtTheEdge(
        _ next: UInt64, by d: ThreeLimbs
    ) -> (digit: UInt64, rest: ThreeLimbs) {
        let shifted = UInt128(high: high.low, low: low) &- UInt128(high: d.high.low, low: d.low)
        return (.max, ThreeLimbs(high: shifted, low: next).adding(d))
    }

    private func adding(_ other: ThreeLimbs) -> ThreeLimbs {
        let (sum, carry) = low.addingReportingOverflow(other.low)
        return ThreeLimbs(high: high &+ other.high &+ (carry ? 1 : 0), low: sum)
    }
}

extension ThreeLimbs {
    /// The lower three limbs.
    init(_ value: UInt256) {
        self.init(high: UInt128(high: value.limb2, low: value.limb1), low: value.limb0)
    }
}

extension UInt256 {
    /// The same number.
    init(_ value: ThreeLimbs) {
        self.init(limbs: value.low, value.high.low, value.high.high, 0)
    }
}
