import Codec
public import Primitives

extension RPCCall where Result == Bytes {
    /// `eth_getCode`: the code of a contract; empty for an account without.
    public static func getCode(
        _ address: Address, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall(
            "eth_getCode", [.address(address), block.parameter], responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in try reader.bytes() }
    }
}

extension EthereumClient {
    /// The code of a contract, as the node says it; empty for an account without.
    public func getCode(
        _ address: Address, at block: BlockReference = .latest
    ) async throws(ClientError) -> Bytes {
        try await send(.getCode(address, at: block))
    }
}
