/// An amount of gas: a limit, or what was used.
public struct Gas: Quantity, ExpressibleByIntegerLiteral {
    /// How many units.
    public let value: UInt64

    /// That many units.
    public init(_ value: UInt64) { self.value = value }

    /// That many units.
    public init(integerLiteral value: UInt64) { self.value = value }

    /// That many units, if they are below 2⁶⁴.
    public init?(exactly number: UInt256) {
        guard let value = UInt64(exactly: number) else { return nil }
        self.value = value
    }

    /// How many units.
    public var number: UInt256 { UInt256(value) }

    /// The exact sum.
    public static func + (left: Gas, right: Gas) throws(ArithmeticError) -> Gas {
        let (sum, overflow) = left.value.addingReportingOverflow(right.value)
        guard !overflow else { throw .overflow(.addition) }
        return Gas(sum)
    }

    /// The exact difference.
    public static func - (left: Gas, right: Gas) throws(ArithmeticError) -> Gas {
        let (difference, overflow) = left.value.subtractingReportingOverflow(right.value)
        guard !overflow else { throw .overflow(.subtraction) }
        return Gas(difference)
    }

    /// What the gas costs at a price for each unit.
    public static func * (gas: Gas, price: Wei) throws(ArithmeticError) -> Wei {
        Wei(try gas.number * price.number)
    }
}
