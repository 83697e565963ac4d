import Codec
public import Primitives

extension RPCCall where Result == Wei {
    /// `eth_gasPrice`: what the node suggests for transactions with one price.
    public static func gasPrice() -> RPCCall {
        RPCCall("eth_gasPrice") { reader throws(JSONError) in try reader.quantity(as: Wei.self) }
    }
}

extension EthereumClient {
    /// What the node suggests for transactions with one price.
    public func gasPrice() async throws(ClientError) -> Wei {
        try await send(.gasPrice())
    }
}
