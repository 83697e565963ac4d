import Codec
import EthereumClient
import Primitives
import Synchronization
import TestSupport
import Testing

/// A node whose chain and receipt change between questions.
private final class Node: Sendable {
    struct State {
        var receipt: JSONValue = .null
        var count = 0
        var questions = 0
    }

    let chain = FakeChain(count: 10)
    let state = Mutex(State())
    private let step: @Sendable (Node, Int) -> Void

    /// `step` is called at each question for the receipt with the number of questions before.
    init(_ step: @escaping @Sendable (Node, Int) -> Void) { self.step = step }

    static let hash = Keccak256.hash(Bytes(utf8: "transaction"))

    /// Puts the transaction into a block.
    func include(in number: Int) {
        let receipt: JSONValue = [
            "transactionHash": .string(Node.hash.hex), "transactionIndex": "0x0",
            "blockHash": .string(chain.hash(number)),
            "blockNumber": .string("0x" + String(number, radix: 16)),
            "from": .string(Address.zero.hex), "to": .null, "contractAddress": .null,
            "gasUsed": "0x1", "cumulativeGasUsed": "0x1", "effectiveGasPrice": "0x1", "logs": [],
            "logsBloom": .string(Bytes(repeating: 0, count: 256).hex), "status": "0x1",
            "type": "0x2",
        ]
        state.withLock { $0.receipt = receipt }
    }

    var client: EthereumClient {
        EthereumClient(
            transport: LiarTransport(methods: [
                "eth_getBlockByNumber": { .result(self.chain.block($0.first)) },
                "eth_blockNumber": { _ in
                    .result(.string("0x" + String(self.chain.head, radix: 16)))
                },
                "eth_getTransactionCount": { _ in
                    .result(.string("0x" + String(self.state.withLock { $0.count }, radix: 16)))
                },
                "eth_getTransactionReceipt": { _ in
                    let number = self.state.withLock { state in
                        defer { state.questions += 1 }
                        return state.questions
                    }
                    self.step(self, number)
                    return .result(self.state.withLock { $0.receipt })
                },
            ]), label: "test", options: ClientOptions(retry: .never))
    }

    func wait(
        _ depth: WaitRule.Depth = .blocks(1), timeout: Duration = .seconds(60),
        nonce: UInt64? = nil
    ) async throws(WaitError) -> TransactionReceipt {
        try await client.waitForReceipt(
            Node.hash,
            rule: WaitRule(
                depth: depth, interval: .milliseconds(2), timeout: timeout,
                sender: nonce.map { (Address.zero, $0) }))
    }
}

@Suite("Waiting for a transaction ends with a receipt that is on the chain, deep enough")
struct WaitingTests {
    @Test("a transaction that comes later is waited for")
    func later() async throws {
        let node = Node { node, number in if number == 3 { node.include(in: 9) } }
        let receipt = try await node.wait()
        #expect(receipt.blockNumber == 9 && receipt.succeeded == true)
    }

    @Test("confirmations are counted with the block itself")
    func depth() async throws {
        let node = Node { node, number in
            if number == 0 { node.include(in: 9) } else { node.chain.extend(by: 1) }
        }
        _ = try await node.wait(.blocks(3))
        #expect(node.chain.head == 11)
        _ = try await node.wait(.finalized)
        _ = try await node.wait(.safe)
    }

    @Test("a reorganisation takes the receipt away; the one of the new block comes back")
    func reorganisation() async throws {
        let node = Node { node, number in
            switch number {
            case 0: node.include(in: 8)
            case 1:
                node.chain.reorganise(depth: 3, fork: 1)
            case 2: node.state.withLock { $0.receipt = .null }
            case 3: node.include(in: 9)
            case 4...: node.chain.extend(by: 1, fork: 1)
            default: break
            }
        }
        let receipt = try await node.wait(.blocks(4))
        #expect(receipt.blockNumber == 9)
        #expect(receipt.blockHash.hex == node.chain.hash(9))
    }

    @Test("a receipt without its block is pending, not executed without events")
    func withoutBlock() async throws {
        let node = Node { node, number in
            guard number > 0 else {
                node.include(in: 9)
                node.state.withLock { state in
                    state.receipt = .object(
                        (state.receipt.object ?? []).map { member in
                            ["blockHash", "blockNumber"].contains(member.name)
                                ? JSONMember(member.name, .null) : member
                        })
                }
                return
            }
            node.include(in: 9)
        }
        _ = try await node.wait()
        #expect(node.state.withLock { $0.questions } == 2)
    }

    @Test("another transaction with the nonce ends the wait")
    func replaced() async {
        let node = Node { node, number in if number == 2 { node.state.withLock { $0.count = 6 } } }
        await #expect(throws: WaitError.replaced(nonce: 5)) { try await node.wait(nonce: 5) }
    }

    @Test("the time is bounded; what was seen is told")
    func deadline() async {
        let never = Node { _, _ in }
        await #expect(throws: WaitError.deadline(seen: nil)) {
            try await never.wait(timeout: .milliseconds(50))
        }
        let shallow = Node { node, number in if number == 0 { node.include(in: 9) } }
        let error = await #expect(throws: WaitError.self) {
            try await shallow.wait(.blocks(50), timeout: .milliseconds(50))
        }
        if case .deadline(let seen?) = error {
            #expect(seen.blockNumber == 9)
        } else {
            Issue.record("\(String(describing: error))")
        }
    }

    @Test("faults that pass are waited out, others end the wait, and so does cancelling")
    func faults() async throws {
        let outage = LiarTransport { _, _ in .failure(TransportError(.connect, detail: "x")) }
        let client = EthereumClient(
            transport: outage, label: "t", options: ClientOptions(retry: .never))
        let rule = WaitRule(interval: .milliseconds(2), timeout: .milliseconds(500))
        await #expect(throws: WaitError.deadline(seen: nil)) {
            try await client.waitForReceipt(Node.hash, rule: rule)
        }
        #expect(outage.requests.count > 1)
        let liar = EthereumClient(transport: LiarTransport(always: .text("x")), label: "t")
        let error = await #expect(throws: WaitError.self) {
            try await liar.waitForReceipt(Node.hash)
        }
        if case .client = error {} else { Issue.record("\(String(describing: error))") }
        let task = Task {
            do throws(WaitError) {
                _ = try await Node { _, _ in }.wait(timeout: .seconds(60))
                return WaitError?.none
            } catch { return error }
        }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        #expect(await task.value == .cancelled)
    }
}
