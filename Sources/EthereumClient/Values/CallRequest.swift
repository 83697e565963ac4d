public import Chain
public import Codec
public import Primitives

/// A message that a node executes without a transaction. What is nil the node chooses.
public struct CallRequest: Hashable, Sendable {
    /// The sender; the zero address where it is nil.
    public var from: Address?
    /// The recipient; nil creates a contract.
    public var to: Address?
    /// The most gas that may be used.
    public var gas: Gas?
    /// One price for a unit of gas.
    public var gasPrice: Wei?
    /// The most that a unit of gas may cost (EIP-1559).
    public var maxFeePerGas: Wei?
    /// The most that the block's maker gets for a unit of gas.
    public var maxPriorityFeePerGas: Wei?
    /// The most that a unit of blob gas may cost (EIP-4844).
    public var maxFeePerBlobGas: Wei?
    /// The amount sent.
    public var value: Wei?
    /// The call data, or the code that creates a contract.
    public var input: Bytes
    /// The nonce of the sender.
    public var nonce: UInt64?
    /// The accounts and slots announced (EIP-2930).
    public var accessList: AccessList?
    /// The versioned hashes of blobs.
    public var blobVersionedHashes: [Hash32]?
    /// What accounts signed (EIP-7702).
    public var authorizationList: [Authorization]?

    /// A call with data, and a value if there is one.
    public init(
        from: Address? = nil, to: Address?, input: Bytes = Bytes(), value: Wei? = nil
    ) {
        self.from = from
        self.to = to
        self.input = input
        self.value = value
    }

    /// The parameter of the methods that execute.
    public var parameter: JSONValue {
        var members: [JSONMember] = []
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(JSONMember(name, value)) }
        }
        add("from", from.map(JSONValue.address))
        add("to", to.map(JSONValue.address))
        add("gas", gas.map { .quantity($0) })
        add("gasPrice", gasPrice.map { .quantity($0) })
        add("maxFeePerGas", maxFeePerGas.map { .quantity($0) })
        add("maxPriorityFeePerGas", maxPriorityFeePerGas.map { .quantity($0) })
        add("maxFeePerBlobGas", maxFeePerBlobGas.map { .quantity($0) })
        add("value", value.map { .quantity($0) })
        add("input", input.isEmpty ? nil : .data(input))
        add("nonce", nonce.map { .quantity($0) })
        add("accessList", accessList?.parameter)
        add("blobVersionedHashes", blobVersionedHashes.map { .array($0.map(JSONValue.hash)) })
        add("authorizationList", authorizationList.map { .array($0.map(\.parameter)) })
        return .object(members)
    }
}
