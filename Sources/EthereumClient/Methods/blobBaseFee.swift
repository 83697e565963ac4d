import Codec
public import Primitives

extension RPCCall where Result == Wei {
    /// `eth_blobBaseFee`: what a unit of blob gas costs in the next block (EIP-7516).
    public static func blobBaseFee() -> RPCCall {
        RPCCall("eth_blobBaseFee") { reader throws(JSONError) in
            try reader.quantity(as: Wei.self)
        }
    }
}

extension EthereumClient {
    /// What a unit of blob gas costs in the next block (EIP-7516).
    public func blobBaseFee() async throws(ClientError) -> Wei {
        try await send(.blobBaseFee())
    }
}
