import Codec
public import Primitives

extension RPCCall where Result == BlockNumber {
    /// `eth_blockNumber`: the number of the newest block that the node knows.
    public static func blockNumber() -> RPCCall {
        RPCCall("eth_blockNumber") { reader throws(JSONError) in
            try reader.quantity(as: BlockNumber.self)
        }
    }
}

extension EthereumClient {
    /// The number of the newest block that the node knows.
    public func blockNumber() async throws(ClientError) -> BlockNumber {
        try await send(.blockNumber())
    }
}
