import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

private struct BuildFailure: Error, Equatable {}

/// A node whose pool counts `count` transactions and answers sends as a script says.
private func client(
    count: String = "0x5", send: @escaping @Sendable (Bytes) -> LiarTransport.Answer
) -> (EthereumClient, LiarTransport) {
    let transport = LiarTransport(methods: [
        "eth_getTransactionCount": { _ in .result(.string(count)) },
        "eth_sendRawTransaction": { parameters in
            send((try? Bytes(hex: parameters[0].string ?? "")) ?? Bytes())
        },
    ])
    let client = EthereumClient(
        transport: transport, label: "test", options: ClientOptions(retry: .never))
    return (client, transport)
}

private func accept(_ bytes: Bytes) -> LiarTransport.Answer {
    .result(.string(Keccak256.hash(bytes).hex))
}

private func build(_ nonce: UInt64) -> SignedSubmission {
    SignedSubmission(Bytes(utf8: "transaction \(nonce)"))
}

@Suite("Nonces are given out once, and come back when nothing was sent")
struct SubmittingTests {
    @Test("nonces count upwards from the pool's, also for tasks that run at once")
    func counting() async throws {
        let (client, transport) = client(send: accept)
        let nonces = NonceManager(account: .zero, client: client)
        let found = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<20 {
                group.addTask { try await client.submit(nonces: nonces, build: build).nonce }
            }
            return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
        }
        #expect(found == Set(5..<25))
        #expect(transport.methods.filter { $0 == "eth_sendRawTransaction" }.count == 20)
        let question = transport.requests.first { $0["method"] == "eth_getTransactionCount" }
        #expect(question?["params"]?[1] == "pending")
    }

    @Test("a transaction that cannot be built or is refused leaves no gap")
    func noGap() async throws {
        let (client, _) = client { bytes in
            bytes == Bytes(utf8: "refuse")
                ? .error(["code": -32000, "message": "insufficient funds for gas * price + value"])
                : accept(bytes)
        }
        let nonces = NonceManager(account: .zero, client: client)
        #expect(try await client.submit(nonces: nonces, build: build).nonce == 5)
        await #expect(throws: SubmissionError<BuildFailure>.self) {
            try await client.submit(nonces: nonces) { _ throws(BuildFailure) in
                throw BuildFailure()
            }
        }
        await #expect(throws: SubmissionError<Never>.self) {
            try await client.submit(nonces: nonces) { _ in SignedSubmission(Bytes(utf8: "refuse")) }
        }
        #expect(try await client.submit(nonces: nonces, build: build).nonce == 6)
    }

    @Test("nonces given back are used lowest first, and the counter goes back over them")
    func giveBack() async throws {
        let (client, _) = client(send: accept)
        let nonces = NonceManager(account: .zero, client: client)
        for expected in 5..<9 as Range<UInt64> { #expect(try await nonces.reserve() == expected) }
        await nonces.giveBack(7)
        await nonces.giveBack(5)
        await nonces.giveBack(99)
        #expect(try await nonces.reserve() == 5)
        await nonces.giveBack(8)
        #expect(try await nonces.reserve() == 7)
        #expect(try await nonces.reserve() == 8)
    }

    static let doubts: [(String, LiarTransport.Answer)] = [
        ("deadline", .failure(TransportError(.deadline, detail: "x"))),
        ("closed", .failure(TransportError(.closed, detail: "x"))),
        ("page", .text("<html>")),
        ("another hash", .result(.string(Hash32.zero.hex))),
        ("status", .failure(TransportError(.status(502), detail: "x"))),
        ("other", .error(["code": -32000, "message": "strange"])),
    ]

    @Test(
        "where the node may have it, the hash is told and the chain is asked anew",
        arguments: doubts)
    func inDoubt(name: String, answer: LiarTransport.Answer) async throws {
        let (client, transport) = client { _ in answer }
        let nonces = NonceManager(account: .zero, client: client)
        let error = await #expect(throws: SubmissionError<Never>.self) {
            try await client.submit(nonces: nonces, build: build)
        }
        guard case .inDoubt(let hash, nonce: 5, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(hash == build(5).hash)
        _ = try await nonces.reserve()
        #expect(transport.methods.filter { $0 == "eth_getTransactionCount" }.count == 2)
    }

    @Test(
        "refusals and unreached nodes are not in doubt",
        arguments: [
            .failure(TransportError(.connect, detail: "x")),
            .failure(TransportError(.tls, detail: "x")),
            .error(["code": -32000, "message": "transaction underpriced"]),
            .error(["code": -32000, "message": "intrinsic gas too low"]),
            .error(["code": -32000, "message": "nonce too low"]),
        ] as [LiarTransport.Answer])
    func notSent(answer: LiarTransport.Answer) async throws {
        let (client, _) = client { _ in answer }
        let nonces = NonceManager(account: .zero, client: client)
        let error = await #expect(throws: SubmissionError<Never>.self) {
            try await client.submit(nonces: nonces, build: build)
        }
        if case .notSent = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try await nonces.reserve() == 5)
    }

    @Test("a node that knows the transaction already has it: a success")
    func alreadyKnown() async throws {
        let (client, _) = client { _ in .error(["code": -32000, "message": "already known"]) }
        let nonces = NonceManager(account: .zero, client: client)
        #expect(try await client.submit(nonces: nonces, build: build).hash == build(5).hash)
    }
}
