import Codec
public import Primitives

extension RPCCall where Result == Wei {
    /// `eth_maxPriorityFeePerGas`: the priority fee that the node suggests.
    public static func maxPriorityFeePerGas() -> RPCCall {
        RPCCall("eth_maxPriorityFeePerGas") { reader throws(JSONError) in
            try reader.quantity(as: Wei.self)
        }
    }
}

extension EthereumClient {
    /// The priority fee that the node suggests.
    public func maxPriorityFeePerGas() async throws(ClientError) -> Wei {
        try await send(.maxPriorityFeePerGas())
    }
}
