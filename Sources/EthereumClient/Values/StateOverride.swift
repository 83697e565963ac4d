import Codec
public import Primitives

/// What an account should have during a call, instead of what the state says.
public struct StateOverride: Hashable, Sendable {
    /// The balance.
    public var balance: Wei?
    /// The nonce.
    public var nonce: UInt64?
    /// The code.
    public var code: Bytes?
    /// The whole storage: every other slot is zero.
    public var state: [Hash32: Hash32]?
    /// Some slots: every other slot stays as it is.
    public var stateDiff: [Hash32: Hash32]?
    /// Where the precompiled contract of this address is to be instead.
    public var movePrecompileToAddress: Address?

    /// Nothing else than what the state says.
    public init() {}

    /// The parameter.
    var parameter: JSONValue {
        var members: [JSONMember] = []
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(JSONMember(name, value)) }
        }
        func slots(_ slots: [Hash32: Hash32]) -> JSONValue {
            .object(
                slots.sorted { $0.key < $1.key }.map { JSONMember($0.key.hex, .hash($0.value)) })
        }
        add("balance", balance.map { .quantity($0) })
        add("nonce", nonce.map { .quantity($0) })
        add("code", code.map(JSONValue.data))
        add("state", state.map(slots))
        add("stateDiff", stateDiff.map(slots))
        add("movePrecompileToAddress", movePrecompileToAddress.map(JSONValue.address))
        return .object(members)
    }
}

/// What accounts should have during a call.
public typealias StateOverrides = [Address: StateOverride]

extension StateOverrides {
    /// The parameter; nil where nothing is overridden.
    var parameter: JSONValue? {
        guard !isEmpty else { return nil }
        return .object(
            sorted { $0.key < $1.key }.map { JSONMember($0.key.hex, $0.value.parameter) })
    }
}
