extension UInt256 {
    /// The bits that both have.
    @inlinable
    public static func & (left: UInt256, right: UInt256) -> UInt256 {
        UInt256(
            limbs: left.limb0 & right.limb0, left.limb1 & right.limb1, left.limb2 & right.limb2,
            left.limb3 & right.limb3)
    }

    /// The bits that either has.
    @inlinable
    public static func | (left: UInt256, right: UInt256) -> UInt256 {
        UInt256(
            limbs: left.limb0 | right.limb0, left.limb1 | right.limb1, left.limb2 | right.limb2,
            left.limb3 | right.limb3)
    }

    /// The bits that one of both has.
    @inlinable
    public static func ^ (left: UInt256, right: UInt256) -> UInt256 {
        UInt256(
            limbs: left.limb0 ^ right.limb0, left.limb1 ^ right.limb1, left.limb2 ^ right.limb2,
            left.limb3 ^ right.limb3)
    }

    /// All bits the other way.
    @inlinable
    public static prefix func ~ (value: UInt256) -> UInt256 {
        UInt256(limbs: ~value.limb0, ~value.limb1, ~value.limb2, ~value.limb3)
    }

    /// The value times 2 to the `distance`, modulo 2²⁵⁶. Zero from 256 on; a negative distance
    /// shifts to the right.
    @inlinable
    public static func << (value: UInt256, distance: Int) -> UInt256 {
        if distance < 0 { return value.shiftedRight(by: distance.magnitude) }
        return value.shiftedLeft(by: distance.magnitude)
    }

    /// The value divided by 2 to the `distance`. Zero from 256 on; a negative distance shifts to
    /// the left.
    @inlinable
    public static func >> (value: UInt256, distance: Int) -> UInt256 {
        if distance < 0 { return value.shiftedLeft(by: distance.magnitude) }
        return value.shiftedRight(by: distance.magnitude)
    }

    /// As the EVM's SHL, whose distance is a word.
    @inlinable
    public static func << (value: UInt256, distance: UInt256) -> UInt256 {
        value.shiftedLeft(by: UInt(clamping: distance))
    }

    /// As the EVM's SHR, whose distance is a word.
    @inlinable
    public static func >> (value: UInt256, distance: UInt256) -> UInt256 {
        value.shiftedRight(by: UInt(clamping: distance))
    }

    @inlinable
    func shiftedLeft(by distance: UInt) -> UInt256 {
        guard distance < 256 else { return .zero }
        let moved =
            switch distance >> 6 {
            case 0: self
            case 1: UInt256(limbs: 0, limb0, limb1, limb2)
            case 2: UInt256(limbs: 0, 0, limb0, limb1)
            default: UInt256(limbs: 0, 0, 0, limb0)
            }
        let bits = UInt64(distance & 63)
        return UInt256(
            limbs: moved.limb0 &<< bits,
            UInt256.shifted(moved.limb1, moved.limb0, leftBy: bits),
            UInt256.shifted(moved.limb2, moved.limb1, leftBy: bits),
            UInt256.shifted(moved.limb3, moved.limb2, leftBy: bits))
    }

    @inlinable
    func shiftedRight(by distance: UInt) -> UInt256 {
        guard distance < 256 else { return .zero }
        let moved =
            switch distance >> 6 {
            case 0: self
            case 1: UInt256(limbs: limb1, limb2, limb3, 0)
            case 2: UInt256(limbs: limb2, limb3, 0, 0)
            default: UInt256(limbs: limb3, 0, 0, 0)
            }
        let bits = UInt64(distance & 63)
        return UInt256(
            limbs: UInt256.shifted(moved.limb1, moved.limb0, rightBy: bits),
            UInt256.shifted(moved.limb2, moved.limb1, rightBy: bits),
            UInt256.shifted(moved.limb3, moved.limb2, rightBy: bits),
            moved.limb3 &>> bits)
    }

    /// The upper limb of both after a shift by less than 64. In two steps, for `x >> 64` is not 0
    /// on the machine.
    @inlinable
    static func shifted(_ high: UInt64, _ low: UInt64, leftBy bits: UInt64) -> UInt64 {
        (high &<< bits) | ((low &>> 1) &>> (63 &- bits))
    }

    /// The lower limb of both after a shift by less than 64.
    @inlinable
    static func shifted(_ high: UInt64, _ low: UInt64, rightBy bits: UInt64) -> UInt64 {
        (low &>> bits) | ((high &<< 1) &<< (63 &- bits))
    }
}
