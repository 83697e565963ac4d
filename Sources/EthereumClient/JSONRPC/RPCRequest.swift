import Codec
import Primitives

/// The text of requests (JSON-RPC 2.0 section 4).
enum RPCRequest {
    /// One request.
    static func value(id: UInt64, method: String, parameters: [JSONValue]) -> JSONValue {
        [
            "jsonrpc": "2.0", "id": JSONValue(id), "method": .string(method),
            "params": .array(parameters),
        ]
    }

    /// The bytes of one request.
    static func text(id: UInt64, method: String, parameters: [JSONValue]) -> Bytes {
        value(id: id, method: method, parameters: parameters).serializedBytes()
    }
}
