extension UInt256 {
    /// The power modulo 2²⁵⁶, as the EVM's EXP, and whether the exact one is larger. 0⁰ is 1.
    public func raisedReportingOverflow(
        to exponent: UInt256
    ) -> (partialValue: UInt256, overflow: Bool) {
        var result = UInt256.one
        var overflow = false
        var square = self
        var squareOverflowed = false
        var rest = exponent
        while !rest.isZero {
            if rest.limb0 & 1 == 1 {
                // Only a base of 2 and more overflows, and its exact powers are at least 1: no
                // factor brings an overflown square back.
                let product = result.multipliedReportingOverflow(by: square)
                result = product.partialValue
                overflow = overflow || squareOverflowed || product.overflow
            }
            rest = rest >> 1
            if !rest.isZero {
                let next = square.multipliedReportingOverflow(by: square)
                square = next.partialValue
                squareOverflowed = squareOverflowed || next.overflow
            }
        }
        return (result, overflow)
    }

    /// The exact power. 0⁰ is 1.
    public func raised(to exponent: UInt256) throws(ArithmeticError) -> UInt256 {
        let (power, overflow) = raisedReportingOverflow(to: exponent)
        guard !overflow else { throw .overflow(.power) }
        return power
    }
}
