import Codec
import Primitives

/// One provider, asked by JSON-RPC 2.0 over a transport.
public struct JSONRPCClient: CallSender {
    /// The label of the provider's operator, the only name of it that messages show.
    public let label: String
    /// How patient and how strict the client is.
    public var options: ClientOptions

    private let transport: any Transport
    private let identifiers = RequestIdentifiers()

    /// A client of the provider that `transport` reaches.
    public init(
        transport: any Transport, label: String, options: ClientOptions = ClientOptions()
    ) {
        self.transport = transport
        self.label = label
        self.options = options
    }

    /// Sends one call, again where the fault may pass by itself.
    public func send<Result>(_ call: RPCCall<Result>) async throws(ClientError) -> Result {
        try await retrying(call.method) { () async throws(ClientError) in
            let id = identifiers.take()
            let request = RPCRequest.text(
                id: id, method: call.method, parameters: call.parameters)
            let text = try await exchange(
                request, method: call.method, ids: [id], responseLimit: call.responseLimit)
            let decode = await call.decoding(of: text, rules(text))
            return try result(of: call, decode, id: id, in: text)
        }
    }

    /// Sends several calls in one request, again where the fault of the whole may pass by itself.
    public func sendBatch<Result>(
        _ calls: [RPCCall<Result>]
    ) async throws(ClientError) -> [Swift.Result<Result, ClientError>] {
        let requests = calls.map { (method: $0.method, parameters: $0.parameters) }
        let limit = calls.reduce(0) { min($0 + $1.responseLimit, ResponseLimit.logs) }
        let (ids, parts) = try await exchangeBatch(requests, responseLimit: limit)
        return calls.indices.map { index in
            do throws(ClientError) {
                return .success(
                    try result(
                        of: calls[index], calls[index].decode, id: ids[index], in: parts[index]))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Sends calls of several types in one request; each has a result or an error of its own.
    public func sendBatch<each Result>(
        _ calls: repeat RPCCall<each Result>
    ) async throws(ClientError) -> (repeat Swift.Result<each Result, ClientError>) {
        var requests: [(method: String, parameters: [JSONValue])] = []
        var limit = 0
        for call in repeat each calls {
            requests.append((call.method, call.parameters))
            limit = min(limit + call.responseLimit, ResponseLimit.logs)
        }
        let (ids, parts) = try await exchangeBatch(requests, responseLimit: limit)
        var index = 0
        func next<Part>(_ call: RPCCall<Part>) -> Swift.Result<Part, ClientError> {
            defer { index += 1 }
            do throws(ClientError) {
                return .success(
                    try result(of: call, call.decode, id: ids[index], in: parts[index]))
            } catch {
                return .failure(error)
            }
        }
        return (repeat next(each calls))
    }
}

extension JSONRPCClient {
    /// Sends one text once. A node's refusal that comes with an HTTP status is a node's error.
    private func exchange(
        _ request: Bytes, method: String, ids: [UInt64], responseLimit: Int
    ) async throws(ClientError) -> Bytes {
        let deadline = options.attemptDeadline(from: .now)
        do throws(TransportError) {
            return try await transport.send(
                request, deadline: deadline, responseLimit: responseLimit)
        } catch {
            if case .status(let status) = error.kind, let body = error.body,
                let refusal = NodeError.refusal(in: body, ids: ids)
            {
                let answered = refusal.answered(status: status, retryAfter: error.retryAfter)
                throw failure(method, .node(answered))
            }
            throw failure(method, .transport(error))
        }
    }

    private func exchangeBatch(
        _ requests: [(method: String, parameters: [JSONValue])], responseLimit: Int
    ) async throws(ClientError) -> (ids: [UInt64], parts: [Bytes]) {
        guard !requests.isEmpty else { return ([], []) }
        let method = requests.count == 1 ? requests[0].method : "batch of \(requests.count)"
        return try await retrying(method) { () async throws(ClientError) in
            let ids = identifiers.take(requests.count)
            let items = zip(ids, requests).map { id, request in
                RPCRequest.value(id: id, method: request.method, parameters: request.parameters)
            }
            let text = try await exchange(
                JSONValue.array(items).serializedBytes(), method: method, ids: ids,
                responseLimit: responseLimit)
            do throws(BatchFault) {
                return (ids, try BatchAnswer.read(text, ids: ids, limits: rules(text).limits).parts)
            } catch {
                throw failure(method, error.cause)
            }
        }
    }

    private func result<Result>(
        of call: RPCCall<Result>, _ decode: RPCCall<Result>.Decoding, id: UInt64, in text: Bytes
    ) throws(ClientError) -> Result {
        let answer: RPCAnswer<Result>
        do throws(AnswerFault) {
            answer = try RPCAnswer.read(text, id: id, rules(text), decode: decode)
        } catch {
            throw failure(call.method, .answer(error))
        }
        switch answer {
        case .result(let result): return result
        case .error(let error): throw failure(call.method, .node(error))
        }
    }

    private func failure(_ method: String, _ cause: ClientError.Cause) -> ClientError {
        ClientError(provider: label, method: method, cause: cause)
    }

    /// The transport has bounded the size; depth and number are bounded here.
    private func rules(_ text: Bytes) -> AnswerRules {
        var rules = AnswerRules(acceptsLooseQuantities: options.acceptsLooseQuantities)
        rules.limits.byteCount = max(rules.limits.byteCount, text.count)
        return rules
    }

    /// Does `body` until it succeeds or the policy gives up.
    private func retrying<Result>(
        _ method: String, _ body: () async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        var attempt = 1
        while true {
            do throws(ClientError) {
                return try await body()
            } catch {
                let jitter = Double.random(in: 0...1)
                guard
                    let pause = options.retry.pause(after: error, attempt: attempt, jitter: jitter)
                else { throw error }
                let wake = ContinuousClock.now.advanced(by: pause)
                if let deadline = options.deadline, wake >= deadline { throw error }
                do {
                    try await Task.sleep(until: wake, clock: .continuous)
                } catch {
                    let cancelled = TransportError(.cancelled, detail: "between two attempts")
                    throw failure(method, .transport(cancelled))
                }
                attempt += 1
            }
        }
    }
}
