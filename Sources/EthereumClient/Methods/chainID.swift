import Codec
public import Primitives

extension RPCCall where Result == ChainID {
    /// `eth_chainId`: the chain that the node signs for (EIP-695).
    public static func chainID() -> RPCCall {
        RPCCall("eth_chainId") { reader throws(JSONError) in
            try reader.quantity(as: ChainID.self)
        }
    }
}

extension EthereumClient {
    /// The chain that the node signs for (EIP-695).
    public func chainID() async throws(ClientError) -> ChainID {
        try await send(.chainID())
    }
}
