import Codec
public import Primitives

extension RPCCall where Result == Wei {
    /// `eth_getBalance`: what an account has.
    public static func getBalance(
        _ address: Address, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall("eth_getBalance", [.address(address), block.parameter]) {
            reader throws(JSONError) in try reader.quantity(as: Wei.self)
        }
    }
}

extension EthereumClient {
    /// What an account has, as the node says it.
    public func getBalance(
        _ address: Address, at block: BlockReference = .latest
    ) async throws(ClientError) -> Wei {
        try await send(.getBalance(address, at: block))
    }
}
