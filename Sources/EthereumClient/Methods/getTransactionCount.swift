import Codec
public import Primitives

extension RPCCall where Result == UInt64 {
    /// `eth_getTransactionCount`: the nonce of an account's next transaction. At
    /// ``BlockReference/pending`` those that wait in the node's pool are counted too.
    public static func getTransactionCount(
        _ address: Address, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall("eth_getTransactionCount", [.address(address), block.parameter]) {
            reader throws(JSONError) in try reader.quantity()
        }
    }
}

extension EthereumClient {
    /// The nonce of an account's next transaction. At ``BlockReference/pending`` those that wait in
    /// the node's pool are counted too.
    public func getTransactionCount(
        _ address: Address, at block: BlockReference = .latest
    ) async throws(ClientError) -> UInt64 {
        try await send(.getTransactionCount(address, at: block))
    }
}
