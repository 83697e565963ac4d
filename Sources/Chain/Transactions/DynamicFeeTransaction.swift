import Codec
public import Primitives

/// A transaction of type 2: its price follows the base fee (EIP-1559).
public struct DynamicFeeTransaction: Hashable, Sendable {
    /// The chain.
    public var chainID: ChainID
    /// The number of the sender's transactions before this one.
    public var nonce: UInt64
    /// The most that the block's maker gets for a unit of gas.
    public var maxPriorityFeePerGas: Wei
    /// The most that a unit of gas may cost altogether.
    public var maxFeePerGas: Wei
    /// The most gas that may be used.
    public var gasLimit: Gas
    /// The recipient; nil creates a contract.
    public var to: Address?
    /// The amount sent.
    public var value: Wei
    /// The call data, or the code that creates a contract.
    public var input: Bytes
    /// The accounts and slots announced.
    public var accessList: AccessList

    /// A transaction of the given fields.
    public init(
        chainID: ChainID, nonce: UInt64, maxPriorityFeePerGas: Wei, maxFeePerGas: Wei,
        gasLimit: Gas, to: Address?, value: Wei, input: Bytes,
        accessList: AccessList = AccessList()
    ) {
        self.chainID = chainID
        self.nonce = nonce
        self.maxPriorityFeePerGas = maxPriorityFeePerGas
        self.maxFeePerGas = maxFeePerGas
        self.gasLimit = gasLimit
        self.to = to
        self.value = value
        self.input = input
        self.accessList = accessList
    }
}

extension DynamicFeeTransaction: TransactionFields {
    static let fields: [TransactionError.Field] = [
        .chainID, .nonce, .maxPriorityFeePerGas, .maxFeePerGas, .gasLimit, .to, .value, .input,
        .accessList, .v, .r, .s,
    ]

    @inline(__always)
    init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        chainID = ChainID(try reader.uint256())
        nonce = try reader.uint64()
        maxPriorityFeePerGas = Wei(try reader.uint256())
        maxFeePerGas = Wei(try reader.uint256())
        gasLimit = Gas(try reader.uint64())
        to = try reader.optionalAddress()
        value = Wei(try reader.uint256())
        input = try reader.string(sharing: bytes)
        accessList = try AccessList(&reader, sharing: bytes)
    }

    var size: Int {
        RLPSize.integer(chainID.number) + RLPSize.integer(nonce)
            + RLPSize.integer(maxPriorityFeePerGas.number) + RLPSize.integer(maxFeePerGas.number)
            + RLPSize.integer(gasLimit.value) + RLPSize.recipient(to)
            + RLPSize.integer(value.number) + RLPSize.string(input) + accessList.encoded.count
    }

    func write(to writer: inout RLPWriter) {
        writer.integer(chainID.number)
        writer.integer(nonce)
        writer.integer(maxPriorityFeePerGas.number)
        writer.integer(maxFeePerGas.number)
        writer.integer(gasLimit.value)
        writer.recipient(to)
        writer.integer(value.number)
        writer.string(input)
        writer.encoded(accessList.encoded)
    }
}
