extension UInt256: Hashable {
    /// Whether both are the same number.
    @inlinable
    public static func == (left: UInt256, right: UInt256) -> Bool {
        (left.limb0 ^ right.limb0) | (left.limb1 ^ right.limb1) | (left.limb2 ^ right.limb2)
            | (left.limb3 ^ right.limb3) == 0
    }

    /// Feeds all four limbs: a key may be chosen by an attacker.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(limb0)
        hasher.combine(limb1)
        hasher.combine(limb2)
        hasher.combine(limb3)
    }
}

extension UInt256: Comparable {
    /// The order of the numbers.
    @inlinable
    public static func < (left: UInt256, right: UInt256) -> Bool {
        // 2²⁵⁶ − 1 − left + right overflows: a chain of carries without a branch, which the
        // compiler does not make of the difference whose digits nobody wants.
        (~left).addingReportingOverflow(right).overflow
    }
}
