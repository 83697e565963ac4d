import Codec
public import Primitives

/// A transaction without type (yellow paper, section 4.2), with or without protection against its
/// replay on another chain (EIP-155).
public struct LegacyTransaction: Hashable, Sendable {
    /// The chain; nil when the signature does not cover one.
    public var chainID: ChainID?
    /// The number of the sender's transactions before this one.
    public var nonce: UInt64
    /// The price of a unit of gas.
    public var gasPrice: Wei
    /// The most gas that may be used.
    public var gasLimit: Gas
    /// The recipient; nil creates a contract.
    public var to: Address?
    /// The amount sent.
    public var value: Wei
    /// The call data, or the code that creates a contract.
    public var input: Bytes

    /// A transaction of the given fields.
    public init(
        chainID: ChainID?, nonce: UInt64, gasPrice: Wei, gasLimit: Gas, to: Address?, value: Wei,
        input: Bytes
    ) {
        self.chainID = chainID
        self.nonce = nonce
        self.gasPrice = gasPrice
        self.gasLimit = gasLimit
        self.to = to
        self.value = value
        self.input = input
    }
}

extension LegacyTransaction: TransactionFields {
    static let fields: [TransactionError.Field] = [
        .nonce, .gasPrice, .gasLimit, .to, .value, .input, .v, .r, .s,
    ]

    /// The chain is read with the signature.
    @inline(__always)
    init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        nonce = try reader.uint64()
        gasPrice = Wei(try reader.uint256())
        gasLimit = Gas(try reader.uint64())
        to = try reader.optionalAddress()
        value = Wei(try reader.uint256())
        input = try reader.string(sharing: bytes)
    }

    var size: Int {
        RLPSize.integer(nonce) + RLPSize.integer(gasPrice.number) + RLPSize.integer(gasLimit.value)
            + RLPSize.recipient(to) + RLPSize.integer(value.number) + RLPSize.string(input)
    }

    func write(to writer: inout RLPWriter) {
        writer.integer(nonce)
        writer.integer(gasPrice.number)
        writer.integer(gasLimit.value)
        writer.recipient(to)
        writer.integer(value.number)
        writer.string(input)
    }
}
