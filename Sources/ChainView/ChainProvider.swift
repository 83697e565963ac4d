public import EthereumClient

/// One provider: an endpoint with the label of the operator behind it.
public struct ChainProvider: Sendable {
    /// The operator's label, the only name of it that messages show. One operator has one vote.
    public let label: String
    /// What answers.
    let rpc: JSONRPCClient

    /// A provider.
    ///
    /// - Parameters:
    ///   - label: The operator.
    ///   - transport: What reaches it.
    ///   - attemptTimeout: How long one request may take, from its first byte to its last.
    public init(
        label: String, transport: any Transport, attemptTimeout: Duration = .seconds(2)
    ) {
        self.label = label
        rpc = JSONRPCClient(
            transport: TracedTransport(transport: transport), label: label,
            options: ClientOptions(attemptTimeout: attemptTimeout, retry: .never))
    }

    /// Its methods, until `deadline` whatever happens.
    func client(until deadline: ContinuousClock.Instant) -> EthereumClient {
        var rpc = rpc
        rpc.options.deadline = deadline
        return EthereumClient(rpc)
    }
}
