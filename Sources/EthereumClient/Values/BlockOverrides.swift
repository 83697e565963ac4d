import Codec
public import Primitives

/// What a block should say during a call, instead of what it says.
public struct BlockOverrides: Hashable, Sendable {
    /// The number.
    public var number: BlockNumber?
    /// When it is made.
    public var time: Timestamp?
    /// The most gas that its transactions may use.
    public var gasLimit: Gas?
    /// Who gets the fees.
    public var feeRecipient: Address?
    /// The beacon chain's randomness.
    public var prevRandao: Hash32?
    /// The base fee.
    public var baseFeePerGas: Wei?
    /// The base fee of a unit of blob gas.
    public var blobBaseFee: Wei?

    /// Nothing else than what the block says.
    public init() {}

    /// The parameter; nil where nothing is overridden.
    var parameter: JSONValue? {
        var members: [JSONMember] = []
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(JSONMember(name, value)) }
        }
        add("number", number.map { .quantity($0) })
        add("time", time.map { .quantity($0.seconds) })
        add("gasLimit", gasLimit.map { .quantity($0) })
        add("feeRecipient", feeRecipient.map(JSONValue.address))
        add("prevRandao", prevRandao.map(JSONValue.hash))
        add("baseFeePerGas", baseFeePerGas.map { .quantity($0) })
        add("blobBaseFee", blobBaseFee.map { .quantity($0) })
        return members.isEmpty ? nil : .object(members)
    }
}
