/// A number of one kind, which JSON-RPC writes as a quantity: ``Wei``, ``Gas``, ``BlockNumber``,
/// ``ChainID``.
///
/// The kinds do not mix: a block number is no gas. Text and words are read and written here once.
public protocol Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The quantity of that many, if the kind reaches so far.
    init?(exactly number: UInt256)

    /// How many.
    var number: UInt256 { get }
}

extension Quantity {
    /// The quantity that JSON-RPC writes: `0x` and lower-case digits without a leading zero.
    ///
    /// - Throws: ``NumberTextError`` as ``UInt256/init(quantity:)-(String)``; `overflow` also beyond
    ///   the kind's range.
    public init(quantity text: String) throws(NumberTextError) {
        guard let value = Self(exactly: try UInt256(quantity: text)) else {
            throw NumberTextError(rule: .overflow, offset: 2)
        }
        self = value
    }

    /// The quantity that `text` writes in canonical decimal.
    ///
    /// - Throws: ``NumberTextError`` as ``UInt256/init(decimal:)-(String)``; `overflow` also beyond
    ///   the kind's range.
    public init(decimal text: String) throws(NumberTextError) {
        guard let value = Self(exactly: try UInt256(decimal: text)) else {
            throw NumberTextError(rule: .overflow, offset: 0)
        }
        self = value
    }

    /// `0x` and lower-case digits without a leading zero.
    public var quantity: String { number.quantity }

    /// The decimal digits.
    public var decimal: String { number.decimal }

    /// The number in decimal.
    public var description: String { decimal }

    /// The order of the numbers.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
