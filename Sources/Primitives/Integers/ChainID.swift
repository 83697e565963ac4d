/// The number that binds signatures to one chain (EIP-155; EIP-1344 makes it a word of 256 bits).
public struct ChainID: Quantity, ExpressibleByIntegerLiteral {
    /// The number.
    public let number: UInt256

    /// The chain of that number.
    public init(_ number: UInt256) { self.number = number }

    /// The chain of that number.
    public init(exactly number: UInt256) { self.number = number }

    /// The chain of that number.
    public init(integerLiteral value: UInt64) { number = UInt256(value) }

    /// Ethereum's main network.
    public static let mainnet: ChainID = 1
}
