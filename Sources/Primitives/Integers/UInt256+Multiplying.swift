extension UInt256 {
    /// The product modulo 2²⁵⁶, as the EVM's MUL.
    @inlinable
    public static func &* (left: UInt256, right: UInt256) -> UInt256 {
        var (a, b, c, d) = (right.limb0, right.limb1, right.limb2, left.limb0 &* right.limb3)
        let (f0, f1, f2, f3) = left.limbs
        d &+= f1 &* c &+ f2 &* b &+ f3 &* a
        // Row f0.
        var t = UInt128(f0) &* UInt128(a)
        let r0 = UInt64(truncatingIfNeeded: t)
        t = UInt128(f0) &* UInt128(b) &+ (t &>> 64)
        var r1 = UInt64(truncatingIfNeeded: t)
        t = UInt128(f0) &* UInt128(c) &+ (t &>> 64)
        var r2 = UInt64(truncatingIfNeeded: t)
        d &+= UInt64(truncatingIfNeeded: t &>> 64)
        // Row f1.
        t = UInt128(f1) &* UInt128(a) &+ UInt128(r1)
        r1 = UInt64(truncatingIfNeeded: t)
        t = UInt128(f1) &* UInt128(b) &+ UInt128(r2) &+ (t &>> 64)
        r2 = UInt64(truncatingIfNeeded: t)
        d &+= UInt64(truncatingIfNeeded: t &>> 64)
        // Row f2.
        t = UInt128(f2) &* UInt128(a) &+ UInt128(r2)
        r2 = UInt64(truncatingIfNeeded: t)
        d &+= UInt64(truncatingIfNeeded: t &>> 64)
        a = r0
        b = r1
        c = r2
        return UInt256(limbs: a, b, c, d)
    }

    /// The exact product of 512 bits.
    @inlinable
    public func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
        let (r0, a1, a2, a3, a4) = other.row(limb0, adding: (0, 0, 0, 0))
        let (r1, b2, b3, b4, b5) = other.row(limb1, adding: (a1, a2, a3, a4))
        let (r2, c3, c4, c5, c6) = other.row(limb2, adding: (b2, b3, b4, b5))
        let (r3, r4, r5, r6, r7) = other.row(limb3, adding: (c3, c4, c5, c6))
        return (UInt256(limbs: r4, r5, r6, r7), UInt256(limbs: r0, r1, r2, r3))
    }

    /// `self * factor + addend`; the five limbs always suffice.
    @inlinable
    func row(
        _ factor: UInt64, adding addend: (UInt64, UInt64, UInt64, UInt64)
    ) -> (UInt64, UInt64, UInt64, UInt64, UInt64) {
        let f = UInt128(factor)
        let t0 = f &* UInt128(limb0) &+ UInt128(addend.0)
        let t1 = f &* UInt128(limb1) &+ UInt128(addend.1) &+ (t0 &>> 64)
        let t2 = f &* UInt128(limb2) &+ UInt128(addend.2) &+ (t1 &>> 64)
        let t3 = f &* UInt128(limb3) &+ UInt128(addend.3) &+ (t2 &>> 64)
        return (
            UInt64(truncatingIfNeeded: t0), UInt64(truncatingIfNeeded: t1),
            UInt64(truncatingIfNeeded: t2), UInt64(truncatingIfNeeded: t3),
            UInt64(truncatingIfNeeded: t3 &>> 64)
        )
    }

    /// The product modulo 2²⁵⁶, and whether the exact one is larger.
    @inlinable
    public func multipliedReportingOverflow(
        by other: UInt256
    ) -> (partialValue: UInt256, overflow: Bool) {
        let (high, low) = multipliedFullWidth(by: other)
        return (low, !high.isZero)
    }

    /// The exact product.
    @inlinable
    public static func * (left: UInt256, right: UInt256) throws(ArithmeticError) -> UInt256 {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow else { throw .overflow(.multiplication) }
        return product
    }
}
