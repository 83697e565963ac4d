import Codec
public import Contracts
public import Primitives

/// What a call means, in one line of ASCII: the function and its arguments, if a contract that we
/// know has such a function.
///
/// A selector names a function and not a contract; whether the target is that contract is for the
/// inspection to say.
public struct CallMeaning: Hashable, Sendable, CustomStringConvertible {
    /// The function that is called; nil when it is not known or the arguments are malformed.
    public let decoded: DecodedCall?
    private let data: Bytes

    /// The meaning of `call`.
    public init(_ call: TimelockOperation.Call) {
        self.init(data: call.data)
    }

    /// The meaning of calldata.
    public init(data: Bytes) {
        self.data = data
        decoded = KnownContracts.decodeCall(data)
    }

    /// The function's name with its arguments, or what stands in their place.
    public var description: String {
        if let decoded { return EscapedText(decoded.description, limit: 16_384).description }
        if data.isEmpty { return "no calldata" }
        if data.count < 4 { return "calldata of \(data.count) bytes, too short for a function" }
        return "unknown function \(data.slice(0..<4).hex) with \(data.count - 4) bytes of arguments"
    }
}
