/// A signed integer of 256 bits in two's complement: Solidity's `int256`.
///
/// As with ``UInt256``, `+ - * /` and `%` throw ``ArithmeticError`` and `&+ &- &*` wrap. Division
/// truncates towards zero and the remainder has the dividend's sign, as in Solidity and the EVM.
@frozen
public struct Int256: Sendable, BitwiseCopyable {
    /// The 256 bits, read as an unsigned number.
    public var bitPattern: UInt256

    /// The number whose two's complement the bits are.
    @inlinable
    public init(bitPattern: UInt256) { self.bitPattern = bitPattern }

    /// 0.
    @inlinable
    public static var zero: Int256 { Int256(bitPattern: .zero) }
    /// 2²⁵⁵ − 1.
    @inlinable
    public static var max: Int256 {
        Int256(bitPattern: UInt256(limbs: .max, .max, .max, .max >> 1))
    }
    /// −2²⁵⁵.
    @inlinable
    public static var min: Int256 { Int256(bitPattern: UInt256(limbs: 0, 0, 0, 1 << 63)) }

    /// Whether the value is below 0.
    @inlinable
    public var isNegative: Bool { bitPattern.limb3 >> 63 == 1 }

    /// Whether the value is 0.
    @inlinable
    public var isZero: Bool { bitPattern.isZero }

    /// The distance from 0; that of ``min`` is 2²⁵⁵.
    @inlinable
    public var magnitude: UInt256 { isNegative ? .zero &- bitPattern : bitPattern }

    /// The number of that sign and distance from 0; nil when it does not fit.
    @inlinable
    public init?(negative: Bool, magnitude: UInt256) {
        let value = Int256(wrapping: magnitude, negative: negative)
        guard value.isNegative == negative || magnitude.isZero else { return nil }
        self = value
    }

    @inlinable
    init(wrapping magnitude: UInt256, negative: Bool) {
        bitPattern = negative ? .zero &- magnitude : magnitude
    }
}

extension Int256: ExpressibleByIntegerLiteral {
    /// A literal of −2⁶³ … 2⁶³ − 1; the compiler refuses others.
    @inlinable
    public init(integerLiteral value: Int64) { self.init(value) }
}

extension Int256: Hashable, Comparable {
    /// The order of the numbers.
    @inlinable
    public static func < (left: Int256, right: Int256) -> Bool {
        // The sign bit the other way, signed order is unsigned order.
        (left.bitPattern ^ min.bitPattern) < (right.bitPattern ^ min.bitPattern)
    }
}

extension Int256 {
    /// A machine word.
    @inlinable
    public init(_ value: Int64) {
        let sign = UInt64(bitPattern: value >> 63)
        self.init(bitPattern: UInt256(limbs: UInt64(bitPattern: value), sign, sign, sign))
    }

    /// Any integer of the standard library, if it fits.
    @inlinable
    public init?(exactly value: some BinaryInteger) {
        guard let magnitude = UInt256(exactly: value.magnitude) else { return nil }
        self.init(negative: value.signum() < 0, magnitude: magnitude)
    }

    /// The same number, if it is below 2²⁵⁵.
    @inlinable
    public init?(exactly value: UInt256) { self.init(negative: false, magnitude: value) }
}

extension UInt256 {
    /// The same number, if it is not negative.
    @inlinable
    public init?(exactly value: Int256) {
        guard !value.isNegative else { return nil }
        self = value.bitPattern
    }
}

extension Int {
    /// The same number, if it is one.
    @inlinable
    public init?(exactly value: Int256) {
        let word = Int64(truncatingIfNeeded: value.bitPattern.limb0)
        guard Int256(word) == value else { return nil }
        self.init(exactly: word)
    }
}
