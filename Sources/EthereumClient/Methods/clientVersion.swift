import Codec

extension RPCCall where Result == String {
    /// `web3_clientVersion`: the node's own name and version: untrusted text.
    public static func clientVersion() -> RPCCall {
        RPCCall("web3_clientVersion") { reader throws(JSONError) in try reader.string() }
    }
}

extension EthereumClient {
    /// The node's own name and version: untrusted text.
    public func clientVersion() async throws(ClientError) -> String {
        try await send(.clientVersion())
    }
}
