/// The number of a block; the genesis block has 0.
public struct BlockNumber: Quantity, ExpressibleByIntegerLiteral {
    /// The blocks before this one.
    public let value: UInt64

    /// The block of that number.
    public init(_ value: UInt64) { self.value = value }

    /// The block of that number.
    public init(integerLiteral value: UInt64) { self.value = value }

    /// The block of that number, if it is below 2⁶⁴.
    public init?(exactly number: UInt256) {
        guard let value = UInt64(exactly: number) else { return nil }
        self.value = value
    }

    /// The number as a word.
    public var number: UInt256 { UInt256(value) }

    /// The block `distance` after this one.
    public static func + (
        block: BlockNumber, distance: UInt64
    ) throws(ArithmeticError) -> BlockNumber {
        let (sum, overflow) = block.value.addingReportingOverflow(distance)
        guard !overflow else { throw .overflow(.addition) }
        return BlockNumber(sum)
    }

    /// The block `distance` before this one.
    public static func - (
        block: BlockNumber, distance: UInt64
    ) throws(ArithmeticError) -> BlockNumber {
        BlockNumber(try block - BlockNumber(distance))
    }

    /// How many blocks `left` is after `right`.
    public static func - (
        left: BlockNumber, right: BlockNumber
    ) throws(ArithmeticError) -> UInt64 {
        let (difference, overflow) = left.value.subtractingReportingOverflow(right.value)
        guard !overflow else { throw .overflow(.subtraction) }
        return difference
    }
}
