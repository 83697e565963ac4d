extension UInt256 {
    /// A machine word.
    @inlinable
    public init(_ value: UInt64) { self.init(limbs: value, 0, 0, 0) }

    /// A number of 128 bits.
    @inlinable
    public init(_ value: UInt128) {
        self.init(
            limbs: UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value &>> 64), 0,
            0)
    }

    /// Any integer of the standard library, if it is neither negative nor too large.
    @inlinable
    public init?(exactly value: some BinaryInteger) {
        guard value.signum() >= 0 else { return nil }
        var limbs: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var place = 0
        for word in value.words {
            switch place {
            case 0: limbs.0 = UInt64(word)
            case 1: limbs.1 = UInt64(word)
            case 2: limbs.2 = UInt64(word)
            case 3: limbs.3 = UInt64(word)
            default: guard word == 0 else { return nil }
            }
            place += 1
        }
        self.init(limbs: limbs.0, limbs.1, limbs.2, limbs.3)
    }

    /// Whether the value is below 2⁶⁴.
    @inlinable
    var fitsOneLimb: Bool { limb1 | limb2 | limb3 == 0 }
}

extension UInt64 {
    /// The same number, if it is below 2⁶⁴.
    @inlinable
    public init?(exactly value: UInt256) {
        guard value.fitsOneLimb else { return nil }
        self = value.limb0
    }

    /// The lowest 64 bits.
    @inlinable
    public init(truncatingIfNeeded value: UInt256) { self = value.limb0 }
}

extension UInt128 {
    /// The same number, if it is below 2¹²⁸.
    @inlinable
    public init?(exactly value: UInt256) {
        guard value.limb2 | value.limb3 == 0 else { return nil }
        self = UInt128(value.limb1) &<< 64 | UInt128(value.limb0)
    }
}

extension UInt {
    /// The same number, or the largest where it is larger.
    @inlinable
    public init(clamping value: UInt256) {
        self = value.fitsOneLimb ? UInt(clamping: value.limb0) : .max
    }
}

extension Int {
    /// The same number, if it is one.
    @inlinable
    public init?(exactly value: UInt256) {
        guard value.fitsOneLimb else { return nil }
        self.init(exactly: value.limb0)
    }
}
