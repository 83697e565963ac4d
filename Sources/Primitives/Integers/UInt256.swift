/// An unsigned integer of 256 bits: Ethereum's word.
///
/// `+ - * /` and `%` throw ``ArithmeticError`` instead of trapping, so they are written
/// `try a + b`; `&+ &- &*` wrap as the EVM does. Shifts by 256 and more give zero.
@frozen
public struct UInt256: Sendable, BitwiseCopyable {
    /// Bits 0 … 63.
    @usableFromInline var limb0: UInt64
    /// Bits 64 … 127.
    @usableFromInline var limb1: UInt64
    /// Bits 128 … 191.
    @usableFromInline var limb2: UInt64
    /// Bits 192 … 255.
    @usableFromInline var limb3: UInt64

    /// The number whose 64-bit digits are given, the least significant first.
    @inlinable
    public init(limbs limb0: UInt64, _ limb1: UInt64, _ limb2: UInt64, _ limb3: UInt64) {
        self.limb0 = limb0
        self.limb1 = limb1
        self.limb2 = limb2
        self.limb3 = limb3
    }

    /// The four 64-bit digits, the least significant first.
    @inlinable
    public var limbs: (UInt64, UInt64, UInt64, UInt64) { (limb0, limb1, limb2, limb3) }

    /// The number of bits of every value.
    public static let bitWidth = 256
    /// The number of bytes of every value.
    public static let byteCount = 32

    /// 0.
    @inlinable
    public static var zero: UInt256 { UInt256(limbs: 0, 0, 0, 0) }
    /// 1.
    @inlinable
    public static var one: UInt256 { UInt256(limbs: 1, 0, 0, 0) }
    /// 2²⁵⁶ − 1.
    @inlinable
    public static var max: UInt256 { UInt256(limbs: .max, .max, .max, .max) }

    /// Whether the value is 0.
    @inlinable
    public var isZero: Bool { limb0 | limb1 | limb2 | limb3 == 0 }

    /// The bits that the value needs: 0 for 0, 256 for ``max``.
    @inlinable
    public var bitLength: Int { 256 - leadingZeroBitCount }

    /// The zeros in front of the highest one bit; 256 for 0.
    @inlinable
    public var leadingZeroBitCount: Int {
        if limb3 != 0 { return limb3.leadingZeroBitCount }
        if limb2 != 0 { return 64 + limb2.leadingZeroBitCount }
        if limb1 != 0 { return 128 + limb1.leadingZeroBitCount }
        return 192 + limb0.leadingZeroBitCount
    }

    /// The zeros behind the lowest one bit; 256 for 0.
    @inlinable
    public var trailingZeroBitCount: Int {
        if limb0 != 0 { return limb0.trailingZeroBitCount }
        if limb1 != 0 { return 64 + limb1.trailingZeroBitCount }
        if limb2 != 0 { return 128 + limb2.trailingZeroBitCount }
        return 192 + limb3.trailingZeroBitCount
    }
}

extension UInt256: ExpressibleByIntegerLiteral {
    /// A literal up to 2⁶⁴ − 1; the compiler refuses a larger one.
    @inlinable
    public init(integerLiteral value: UInt64) { self.init(limbs: value, 0, 0, 0) }
}
