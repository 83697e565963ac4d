import Codec
public import Primitives

extension RPCCall where Result == Gas {
    /// `eth_estimateGas`: the gas limit with which a message succeeds.
    public static func estimateGas(
        _ request: CallRequest, at block: BlockReference = .latest,
        overriding state: StateOverrides = [:]
    ) -> RPCCall {
        let parameters = [request.parameter, block.parameter] + [state.parameter].compactMap { $0 }
        return RPCCall("eth_estimateGas", parameters) { reader throws(JSONError) in
            try reader.quantity(as: Gas.self)
        }
    }
}

extension EthereumClient {
    /// The gas limit with which a message succeeds, as the node finds it.
    public func estimateGas(
        _ request: CallRequest, at block: BlockReference = .latest,
        overriding state: StateOverrides = [:]
    ) async throws(ClientError) -> Gas {
        try await send(.estimateGas(request, at: block, overriding: state))
    }
}
