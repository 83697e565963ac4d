import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

private let call = RPCCall<String>("eth_test") { reader throws(JSONError) in
    try reader.string()
}

private func error(_ kind: TransportError.Kind, after: Duration? = nil) -> ClientError {
    ClientError(
        provider: "p", method: "m",
        cause: .transport(TransportError(kind, detail: "d", retryAfter: after)))
}

private func error(_ message: String) -> ClientError {
    ClientError(
        provider: "p", method: "m", cause: .node(NodeError(number: 1, message: message)))
}

@Suite("Faults that may pass are tried again, others are not")
struct RetryTests {
    static let policy = RetryPolicy(
        attempts: 5, firstPause: .milliseconds(100), longestPause: .milliseconds(500))

    @Test("the policy is a function of the error and of the attempt")
    func pauses() {
        func pause(_ error: ClientError, _ attempt: Int, _ jitter: Double = 0) -> Duration? {
            Self.policy.pause(after: error, attempt: attempt, jitter: jitter)
        }
        #expect(pause(error(.connect), 1) == .milliseconds(100))
        #expect(pause(error(.closed), 2) == .milliseconds(200))
        #expect(pause(error(.deadline), 3) == .milliseconds(400))
        #expect(pause(error(.status(503)), 4) == .milliseconds(500))
        #expect(pause(error(.status(503)), 5) == nil)
        #expect(pause(error(.connect), 1, 1) == .milliseconds(50))
        #expect(pause(error(.status(429), after: .seconds(2)), 1) == .seconds(2))
        #expect(pause(error("too many requests"), 1) == .milliseconds(100))
        #expect(pause(error("no backend is currently healthy"), 1) != nil)
        for kind in [
            .size, .tls, .redirect, .content, .framing, .cancelled, .address, .status(400),
        ]
            as [TransportError.Kind]
        {
            #expect(pause(error(kind), 1) == nil)
        }
        for message in [
            "execution reverted", "nonce too low", "header not found", "missing trie node",
        ] {
            #expect(pause(error(message), 1) == nil)
        }
        let answer = ClientError(provider: "p", method: "m", cause: .answer(.envelope("x")))
        #expect(pause(answer, 1) == nil)
    }

    @Test("a provider that recovers answers in the end; each attempt has an id of its own")
    func recovers() async throws {
        let transport = LiarTransport { _, index in
            index < 2
                ? .failure(TransportError(.status(503), detail: "x")) : .result("done")
        }
        let policy = RetryPolicy(
            attempts: 3, firstPause: .milliseconds(1), longestPause: .milliseconds(1))
        let client = JSONRPCClient(
            transport: transport, label: "p", options: ClientOptions(retry: policy))
        #expect(try await client.send(call) == "done")
        #expect(Set(transport.requests.map { $0["id"] }).count == 3)
    }

    @Test("attempts are bounded, and nothing is tried when the deadline would pass first")
    func bounded() async {
        let transport = LiarTransport(
            always: .failure(TransportError(.status(429), detail: "x", retryAfter: .seconds(60))))
        let client = JSONRPCClient(
            transport: transport, label: "p",
            options: ClientOptions(deadline: .now + .seconds(5)))
        let start = ContinuousClock.now
        let error = await #expect(throws: ClientError.self) { try await client.send(call) }
        #expect(error?.code == "rpc.status")
        #expect(transport.requests.count == 1)
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test("a server that asks to wait longer than allowed is not asked again")
    func impatient() async {
        for (request, count) in [(61, 1), (0, 3)] {
            let transport = LiarTransport(
                always: .failure(
                    TransportError(.status(429), detail: "x", retryAfter: .seconds(request))))
            let policy = RetryPolicy(
                attempts: 3, firstPause: .milliseconds(1), longestPause: .milliseconds(1),
                longestRequest: .seconds(60))
            let client = JSONRPCClient(
                transport: transport, label: "p", options: ClientOptions(retry: policy))
            let error = await #expect(throws: ClientError.self) { try await client.send(call) }
            #expect(error?.retryAfter == .seconds(request))
            #expect(transport.requests.count == count)
        }
    }

    @Test("a pause between attempts ends when the task is cancelled")
    func cancelled() async {
        let transport = LiarTransport(
            always: .failure(TransportError(.status(429), detail: "x", retryAfter: .seconds(60))))
        let client = JSONRPCClient(transport: transport, label: "p")
        let task = Task {
            do throws(ClientError) { return try await client.send(call) } catch {
                return error.code
            }
        }
        while transport.requests.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == "rpc.cancelled")
    }

    @Test("an attempt's deadline is the earlier of its own and the client's")
    func deadlines() async {
        let transport = LiarTransport(always: .late(.seconds(30), .result("x")))
        var options = ClientOptions(attemptTimeout: .milliseconds(50), retry: .never)
        let start = ContinuousClock.now
        var error = await #expect(throws: ClientError.self) {
            try await JSONRPCClient(transport: transport, label: "p", options: options).send(call)
        }
        #expect(error?.code == "rpc.deadline")
        options.attemptTimeout = .seconds(20)
        options.deadline = .now + .milliseconds(50)
        error = await #expect(throws: ClientError.self) {
            try await JSONRPCClient(transport: transport, label: "p", options: options).send(call)
        }
        #expect(error?.code == "rpc.deadline")
        #expect(ContinuousClock.now - start < .seconds(30))
    }
}
