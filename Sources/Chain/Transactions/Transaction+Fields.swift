public import Primitives

extension Transaction {
    /// The chain; nil for a legacy transaction whose signature covers none.
    public var chainID: ChainID? {
        switch self {
        case .legacy(let fields): fields.chainID
        case .accessList(let fields): fields.chainID
        case .dynamicFee(let fields): fields.chainID
        case .blob(let fields): fields.chainID
        case .setCode(let fields): fields.chainID
        }
    }

    /// The number of the sender's transactions before this one.
    public var nonce: UInt64 {
        switch self {
        case .legacy(let fields): fields.nonce
        case .accessList(let fields): fields.nonce
        case .dynamicFee(let fields): fields.nonce
        case .blob(let fields): fields.nonce
        case .setCode(let fields): fields.nonce
        }
    }

    /// The most that a unit of gas may cost: the fee cap, or the price of types 0 and 1.
    public var maxFeePerGas: Wei {
        switch self {
        case .legacy(let fields): fields.gasPrice
        case .accessList(let fields): fields.gasPrice
        case .dynamicFee(let fields): fields.maxFeePerGas
        case .blob(let fields): fields.maxFeePerGas
        case .setCode(let fields): fields.maxFeePerGas
        }
    }

    /// The most that the block's maker gets for a unit of gas: the priority fee, or the price of
    /// types 0 and 1.
    public var maxPriorityFeePerGas: Wei {
        switch self {
        case .legacy(let fields): fields.gasPrice
        case .accessList(let fields): fields.gasPrice
        case .dynamicFee(let fields): fields.maxPriorityFeePerGas
        case .blob(let fields): fields.maxPriorityFeePerGas
        case .setCode(let fields): fields.maxPriorityFeePerGas
        }
    }

    /// The most gas that may be used.
    public var gasLimit: Gas {
        switch self {
        case .legacy(let fields): fields.gasLimit
        case .accessList(let fields): fields.gasLimit
        case .dynamicFee(let fields): fields.gasLimit
        case .blob(let fields): fields.gasLimit
        case .setCode(let fields): fields.gasLimit
        }
    }

    /// The recipient; nil where a contract is created.
    public var to: Address? {
        switch self {
        case .legacy(let fields): fields.to
        case .accessList(let fields): fields.to
        case .dynamicFee(let fields): fields.to
        case .blob(let fields): fields.to
        case .setCode(let fields): fields.to
        }
    }

    /// The amount sent.
    public var value: Wei {
        switch self {
        case .legacy(let fields): fields.value
        case .accessList(let fields): fields.value
        case .dynamicFee(let fields): fields.value
        case .blob(let fields): fields.value
        case .setCode(let fields): fields.value
        }
    }

    /// The call data, or the code that creates a contract.
    public var input: Bytes {
        switch self {
        case .legacy(let fields): fields.input
        case .accessList(let fields): fields.input
        case .dynamicFee(let fields): fields.input
        case .blob(let fields): fields.input
        case .setCode(let fields): fields.input
        }
    }

    /// The accounts and slots announced; empty for a legacy transaction.
    public var accessList: AccessList {
        switch self {
        case .legacy: AccessList()
        case .accessList(let fields): fields.accessList
        case .dynamicFee(let fields): fields.accessList
        case .blob(let fields): fields.accessList
        case .setCode(let fields): fields.accessList
        }
    }
}
