import Chain
import Codec
import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite(
    "Sending, waiting, reorganisations and a node that dies, against the development chain",
    .enabled(if: Devnet.isAvailable, "needs .venv/bin/python: make setup"))
struct DevnetChangesTests {
    /// Signed transactions of the recorded history, which any chain of these accounts executes.
    private static func recorded() throws -> [Bytes] {
        let blocks = try RecordedBlock.read("rpc/history-blocks.jsonl")
        return try blocks.flatMap { try $0.list("rawTransactions") }
    }

    private static func rule(_ depth: WaitRule.Depth = .blocks(1)) -> WaitRule {
        WaitRule(depth: depth, interval: .milliseconds(20), timeout: .seconds(60))
    }

    @Test("raw transactions are sent, mined and waited for; sending them again changes nothing")
    func sending() async throws {
        let chain = try await DevnetClient.empty()
        let raw = try Self.recorded()[0]
        let hash = try await chain.client.sendRawTransaction(raw)
        #expect(hash == Keccak256.hash(raw))
        let receipt = try await chain.client.waitForReceipt(hash, rule: Self.rule())
        #expect(receipt.succeeded == true && receipt.contractAddress != nil)
        let error = await #expect(throws: ClientError.self) {
            try await chain.client.sendRawTransaction(raw)
        }
        #expect(error?.nodeError?.fault == .nonceTooLow)
        let damaged = await #expect(throws: ClientError.self) {
            try await chain.client.sendRawTransaction(raw.slice(0..<(raw.count - 1)))
        }
        #expect(damaged?.nodeError != nil)
    }

    @Test("a transaction in the pool is pending, known when sent again, and mined at last")
    func pool() async throws {
        let chain = try await DevnetClient.empty()
        let client = chain.client
        try await client.devnetSetAutomine(false)
        let raw = try Self.recorded()[0]
        let hash = try await client.sendRawTransaction(raw)
        #expect(try await client.sendRawTransaction(raw) == hash)
        let record = try #require(try await client.getTransactionByHash(hash))
        #expect(record.blockHash == nil && record.transactionIndex == nil)
        #expect(try await client.getTransactionReceipt(hash) == nil)
        #expect(try await client.getTransactionCount(record.from, at: .pending) == 1)
        #expect(try await client.getTransactionCount(record.from, at: .latest) == 0)
        async let receipt = client.waitForReceipt(hash, rule: Self.rule(.blocks(3)))
        try await client.devnetMine()
        try await client.devnetMine(2)
        let head = try await client.blockNumber()
        #expect(try await receipt.blockNumber.value + 2 == head.value)
    }

    @Test("a reorganisation takes a transaction out; it is waited for until it is in again")
    func reorganisation() async throws {
        let chain = try await DevnetClient.empty()
        let client = chain.client
        let raw = try Self.recorded()[0]
        let hash = try await client.sendRawTransaction(raw)
        let first = try #require(try await client.getTransactionReceipt(hash))
        try await client.devnetReorganise(depth: 1)
        let old = try await client.getHeader(.hash(first.blockHash))
        #expect(try await client.getHeader(.number(first.blockNumber)) != old)
        async let second = client.waitForReceipt(hash, rule: Self.rule(.blocks(2)))
        if try await client.getTransactionReceipt(hash) == nil {
            _ = try? await client.sendRawTransaction(raw)
        }
        try await client.devnetMine(3)
        let receipt = try await second
        #expect(receipt.blockHash != first.blockHash)
        #expect(try await client.getHeader(.number(receipt.blockNumber))?.hash == receipt.blockHash)
    }

    @Test("the scanner notices a reorganisation of a real chain")
    func scanning() async throws {
        let chain = try await DevnetClient.empty()
        let client = chain.client
        for raw in try Self.recorded().prefix(4) { _ = try await client.sendRawTransaction(raw) }
        let head = try await client.blockNumber()
        var scanner = LogScanner(
            client: client, from: 0, to: head, planner: LogRangePlanner(first: 1))
        while case .page? = try await scanner.next() {}
        try await client.devnetReorganise(depth: 2)
        guard case .rollback(let checkpoint)? = try await scanner.next() else {
            Issue.record("no rollback")
            return
        }
        #expect(checkpoint.number.value + 2 == head.value)
        while case .page(let page)? = try await scanner.next() {
            #expect(
                try await client.getHeader(.number(page.blocks.upperBound))?.hash == page.lastHash)
        }
        #expect(scanner.checkpoint?.number == head)
    }

    @Test("a node that dies ends in an error of the connection, soon, and another takes over")
    func lostConnection() async throws {
        let loop = try CurlLoop()
        let first = try await Devnet.start("--empty")
        let second = try await Devnet.start("--empty")
        func provider(_ devnet: Devnet, _ label: String) throws -> JSONRPCClient {
            JSONRPCClient(
                transport: try CurlTransport(url: try RedactedURL(devnet.url), loop: loop),
                label: label, options: ClientOptions(attemptTimeout: .seconds(10), retry: .never))
        }
        let alone = EthereumClient(try provider(first, "first"))
        let both = EthereumClient(
            FailoverSender([try provider(first, "first"), try provider(second, "second")]))
        #expect(try await alone.chainID() == 31337)
        #expect(try await both.chainID() == 31337)
        first.stop()
        var code: String?
        for _ in 0..<200 where code == nil {
            do throws(ClientError) {
                _ = try await alone.chainID()
                try? await Task.sleep(for: .milliseconds(50))
            } catch { code = error.code }
        }
        #expect(["rpc.connect", "rpc.closed"].contains(code))
        #expect(try await both.chainID() == 31337)
    }
}
