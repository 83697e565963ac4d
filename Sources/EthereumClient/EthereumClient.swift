/// An Ethereum node's JSON-RPC methods with checked types, one file each in `Methods`.
///
/// Each method is an ``RPCCall`` that can also be sent in a batch:
/// ```swift
/// let client = EthereumClient(transport: transport, label: "operator")
/// let head = try await client.blockNumber()
/// ```
public struct EthereumClient: Sendable {
    /// What answers the calls.
    public let sender: any CallSender

    /// A client whose calls `sender` gets answered.
    public init(_ sender: any CallSender) {
        self.sender = sender
    }

    /// A client of the one provider that `transport` reaches.
    public init(
        transport: any Transport, label: String, options: ClientOptions = ClientOptions()
    ) {
        self.init(JSONRPCClient(transport: transport, label: label, options: options))
    }

    /// Sends any call.
    public func send<Result>(_ call: RPCCall<Result>) async throws(ClientError) -> Result {
        try await sender.send(call)
    }

    /// Sends several calls of one type in one request.
    public func sendBatch<Result>(
        _ calls: [RPCCall<Result>]
    ) async throws(ClientError) -> [Swift.Result<Result, ClientError>] {
        try await sender.sendBatch(calls)
    }
}
