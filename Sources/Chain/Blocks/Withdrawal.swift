import Codec
public import Primitives

/// What the beacon chain pays out in a block (EIP-4895).
public struct Withdrawal: Hashable, Sendable {
    /// The number of the withdrawal since the beginning.
    public let index: UInt64
    /// The validator.
    public let validatorIndex: UInt64
    /// Who gets it.
    public let address: Address
    /// How much, in units of 10^9 wei.
    public let gwei: UInt64

    /// A withdrawal.
    public init(index: UInt64, validatorIndex: UInt64, address: Address, gwei: UInt64) {
        self.index = index
        self.validatorIndex = validatorIndex
        self.address = address
        self.gwei = gwei
    }

    /// The encoding that the withdrawals root commits to.
    public var encoded: Bytes {
        let payload =
            RLPSize.integer(index) + RLPSize.integer(validatorIndex) + RLPSize.address
            + RLPSize.integer(gwei)
        return RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            writer.list(payload: payload)
            writer.integer(index)
            writer.integer(validatorIndex)
            writer.address(address)
            writer.integer(gwei)
        }
    }

    /// The withdrawals root of a block.
    public static func root(of withdrawals: [Withdrawal]) -> Hash32 {
        OrderedTrie.root(of: withdrawals.map(\.encoded))
    }
}
