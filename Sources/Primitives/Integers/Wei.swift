/// An amount of ether in its smallest unit, 10⁻¹⁸ ether.
public struct Wei: Quantity, ExpressibleByIntegerLiteral {
    /// How many wei.
    public let number: UInt256

    /// That many wei.
    public init(_ number: UInt256) { self.number = number }

    /// That many wei.
    public init(exactly number: UInt256) { self.number = number }

    /// That many wei.
    public init(integerLiteral value: UInt64) { number = UInt256(value) }

    /// Nothing.
    public static let zero: Wei = 0

    /// Whether it is nothing.
    public var isZero: Bool { number.isZero }

    /// The exact sum.
    public static func + (left: Wei, right: Wei) throws(ArithmeticError) -> Wei {
        Wei(try left.number + right.number)
    }

    /// The exact difference.
    public static func - (left: Wei, right: Wei) throws(ArithmeticError) -> Wei {
        Wei(try left.number - right.number)
    }

    /// The exact multiple.
    public static func * (amount: Wei, factor: UInt256) throws(ArithmeticError) -> Wei {
        Wei(try amount.number * factor)
    }
}
