public import Codec

extension RPCCall where Result == JSONValue {
    /// Any method with any parameters; the result as it comes.
    public static func raw(
        _ method: String, _ parameters: [JSONValue] = [],
        responseLimit: Int = ResponseLimit.logs
    ) -> RPCCall {
        RPCCall(method, parameters, responseLimit: responseLimit) { reader throws(JSONError) in
            try reader.value()
        }
    }
}

extension EthereumClient {
    /// Any method with any parameters; the result as it comes.
    public func raw(
        _ method: String, _ parameters: [JSONValue] = []
    ) async throws(ClientError) -> JSONValue {
        try await send(.raw(method, parameters))
    }
}
