import Codec
public import Primitives

/// A transaction of type 4, by which accounts let contracts act for them (EIP-7702).
public struct SetCodeTransaction: Hashable, Sendable {
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
    /// The recipient; a transaction of this type creates no contract.
    public var to: Address
    /// The amount sent.
    public var value: Wei
    /// The call data.
    public var input: Bytes
    /// The accounts and slots announced.
    public var accessList: AccessList
    /// What the accounts signed.
    public var authorizationList: [Authorization]

    /// A transaction of the given fields.
    public init(
        chainID: ChainID, nonce: UInt64, maxPriorityFeePerGas: Wei, maxFeePerGas: Wei,
        gasLimit: Gas, to: Address, value: Wei, input: Bytes,
        accessList: AccessList = AccessList(), authorizationList: [Authorization]
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
        self.authorizationList = authorizationList
    }
}

extension SetCodeTransaction: TransactionFields {
    static let fields: [TransactionError.Field] = [
        .chainID, .nonce, .maxPriorityFeePerGas, .maxFeePerGas, .gasLimit, .to, .value, .input,
        .accessList, .authorizationList, .v, .r, .s,
    ]

    init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        chainID = ChainID(try reader.uint256())
        nonce = try reader.uint64()
        maxPriorityFeePerGas = Wei(try reader.uint256())
        maxFeePerGas = Wei(try reader.uint256())
        gasLimit = Gas(try reader.uint64())
        to = try reader.address()
        value = Wei(try reader.uint256())
        input = try reader.string(sharing: bytes)
        accessList = try AccessList(&reader, sharing: bytes)
        let outer = try reader.enterList()
        authorizationList = []
        while !reader.isAtEnd { authorizationList.append(try Authorization(&reader)) }
        try reader.leaveList(outer)
    }

    var size: Int {
        RLPSize.integer(chainID.number) + RLPSize.integer(nonce)
            + RLPSize.integer(maxPriorityFeePerGas.number) + RLPSize.integer(maxFeePerGas.number)
            + RLPSize.integer(gasLimit.value) + RLPSize.address + RLPSize.integer(value.number)
            + RLPSize.string(input) + accessList.encoded.count
            + RLPSize.list(payload: authorizationsSize)
    }

    func write(to writer: inout RLPWriter) {
        writer.integer(chainID.number)
        writer.integer(nonce)
        writer.integer(maxPriorityFeePerGas.number)
        writer.integer(maxFeePerGas.number)
        writer.integer(gasLimit.value)
        writer.address(to)
        writer.integer(value.number)
        writer.string(input)
        writer.encoded(accessList.encoded)
        writer.list(payload: authorizationsSize)
        for authorization in authorizationList { authorization.write(to: &writer) }
    }

    private var authorizationsSize: Int {
        authorizationList.reduce(0) { $0 + RLPSize.list(payload: $1.payloadSize) }
    }
}
