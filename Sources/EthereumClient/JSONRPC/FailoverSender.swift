import Synchronization

/// Several providers of which one answers: the one that did last time is asked first, the others in
/// their order when it fails in a way that is not about the question.
///
/// This makes a program robust against outages, not against lies: one provider alone answers.
public final class FailoverSender: CallSender {
    /// The providers in the order in which they are preferred.
    public let providers: [JSONRPCClient]

    private let preferred = Atomic(0)

    /// Providers in the order in which they are preferred.
    public init(_ providers: [JSONRPCClient]) {
        self.providers = providers
    }

    /// Sends one call to the first provider that answers it.
    public func send<Result>(_ call: RPCCall<Result>) async throws(ClientError) -> Result {
        try await first(call.method) { provider async throws(ClientError) in
            try await provider.send(call)
        }
    }

    /// Sends several calls in one request to the first provider that answers it as a whole.
    public func sendBatch<Result>(
        _ calls: [RPCCall<Result>]
    ) async throws(ClientError) -> [Swift.Result<Result, ClientError>] {
        try await first("batch of \(calls.count)") { provider async throws(ClientError) in
            try await provider.sendBatch(calls)
        }
    }

    private func first<Result>(
        _ method: String, _ ask: (JSONRPCClient) async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        let start = preferred.load(ordering: .relaxed)
        var errors: [ClientError] = []
        for distance in providers.indices {
            let index = (start + distance) % providers.count
            do throws(ClientError) {
                let result = try await ask(providers[index])
                preferred.store(index, ordering: .relaxed)
                return result
            } catch {
                guard error.mayPassElsewhere else { throw error }
                errors.append(error)
            }
        }
        if errors.count == 1 { throw errors[0] }
        let labels = providers.map(\.label).joined(separator: ", ")
        throw ClientError(provider: labels, method: method, cause: .exhausted(errors))
    }
}
