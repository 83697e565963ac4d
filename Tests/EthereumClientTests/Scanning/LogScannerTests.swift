import Codec
import EthereumClient
import Primitives
import Synchronization
import TestSupport
import Testing

/// A provider of a chain's logs that refuses ranges in its own dialect.
private func client(
    of chain: FakeChain,
    refusing refusal: @escaping @Sendable (ClosedRange<Int>, Int) -> LiarTransport.Answer? = {
        _, _ in nil
    }
) -> (EthereumClient, LiarTransport) {
    let questions = Mutex(0)
    let transport = LiarTransport(methods: [
        "eth_getBlockByNumber": { .result(chain.block($0.first)) },
        "eth_getBlockByHash": { .result(chain.block($0.first)) },
        "eth_getBlockReceipts": { _ in .result([]) },
        "eth_getLogs": { parameters in
            guard let range = FakeChain.range(parameters.first) else {
                return .error(["code": -32602, "message": "invalid block range"])
            }
            let number = questions.withLock { count in
                count += 1
                return count
            }
            return refusal(range, number) ?? .result(chain.logs(range))
        },
    ])
    let client = EthereumClient(
        transport: transport, label: "test", options: ClientOptions(retry: .never))
    return (client, transport)
}

private func refuse(_ number: Int, _ message: String) -> LiarTransport.Answer {
    .error(["code": JSONValue(number), "message": .string(message)])
}

private func hex(_ number: Int) -> String { "0x" + String(number, radix: 16) }

/// All pages of a scan: blocks without gap, and the places of the logs.
private func scan(_ scanner: LogScanner) async throws -> [String] {
    var scanner = scanner
    var places: [String] = []
    var next = BlockNumber(0)
    while let event = try await scanner.next() {
        guard case .page(let page) = event else { continue }
        #expect(page.blocks.lowerBound == next)
        next = BlockNumber(page.blocks.upperBound.value + 1)
        places += page.logs.map { "\($0.blockNumber)/\($0.logIndex)" }
    }
    return places
}

/// What a node answers to ranges above its limit.
struct Dialect: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let refusal: @Sendable (ClosedRange<Int>) -> LiarTransport.Answer?

    init(
        _ name: String, limit: Int,
        _ answer: @escaping @Sendable (ClosedRange<Int>) -> LiarTransport.Answer
    ) {
        testDescription = name
        refusal = { range in range.count > limit ? answer(range) : nil }
    }

    static let all: [Dialect] = [
        Dialect("proposes a range in hex", limit: 7) {
            refuse(
                -32602,
                "Log response size exceeded. this block range should work: [\(hex($0.lowerBound)), \(hex($0.lowerBound + 6))]"
            )
        },
        Dialect("proposes with a point", limit: 13) {
            refuse(
                -32005,
                "query returned more than 10000 results. Try with this block range [\(hex($0.lowerBound)), \(hex($0.lowerBound + 9))]."
            )
        },
        Dialect("proposes the same range again", limit: 5) {
            refuse(
                -32602,
                "query exceeds max results 20000, retry with the range \($0.lowerBound)-\($0.upperBound)"
            )
        },
        Dialect("proposes a range outside", limit: 5) { _ in
            refuse(-32602, "query exceeds max results 20000, retry with the range 900-901")
        },
        Dialect("proposes a range in decimal", limit: 9) {
            refuse(
                -32602,
                "query exceeds max results 20000, retry with the range \($0.lowerBound)-\($0.lowerBound + 3)"
            )
        },
        Dialect("names a limit", limit: 10) { _ in
            refuse(-32602, "range 1000000 exceeds limit of 10000")
        },
        Dialect("HTTP error status", limit: 10) { _ in
            .failure(
                TransportError(
                    .status(413), detail: "x",
                    body: Bytes(
                        utf8:
                            #"{"error":{"code":-32614,"message":"eth_getLogs is limited to a 10 range"}}"#
                    )))
        },
        Dialect("too wide", limit: 3) { _ in refuse(-32600, "block range is too wide") },
        Dialect("looks like an outage", limit: 11) { _ in
            refuse(-32000, "no backend is currently healthy to serve traffic")
        },
        Dialect("at most", limit: 10) { _ in
            refuse(-32000, "please limit the query to at most 1000 blocks")
        },
        Dialect("maximum", limit: 50) { _ in refuse(-32701, "exceed maximum block range: 50000") },
        Dialect("free tier", limit: 10) { _ in
            refuse(35, "ranges over 10000 blocks are not supported on freetier")
        },
        Dialect("max range", limit: 8) { _ in refuse(-32047, "Max range: 800") },
        Dialect("too large", limit: 2) { _ in refuse(-32000, "Block range is too large") },
        Dialect("too big", limit: 1) { _ in refuse(-32008, "Response is too big") },
        Dialect("a sentence that nobody knows", limit: 6) { _ in refuse(-32000, "computer says no")
        },
        Dialect("times out", limit: 10) { _ in .failure(TransportError(.deadline, detail: "x")) },
        Dialect("closes", limit: 10) { _ in .failure(TransportError(.closed, detail: "x")) },
        Dialect("too large for us", limit: 10) { _ in .failure(TransportError(.size, detail: "x"))
        },
        Dialect("no dialect", limit: .max) { _ in refuse(0, "") },
    ]
}

@Suite("A log scan leaves no block out and gives no log twice, in every dialect")
struct LogScannerTests {
    static func logs(_ block: Int) -> Int { block % 3 == 0 ? block % 4 : 0 }

    @Test("the same logs come from every provider", arguments: Dialect.all)
    func dialects(_ dialect: Dialect) async throws {
        let chain = FakeChain(count: 101, logs: Self.logs)
        let (client, _) = client(of: chain) { range, _ in dialect.refusal(range) }
        let found = try await scan(
            LogScanner(
                client: client, from: 0, to: 100, planner: LogRangePlanner(first: 64, largest: 128))
        )
        let expected = (0...100).flatMap { block in
            (0..<Self.logs(block)).map { "\(block)/\($0)" }
        }
        #expect(found == expected)
    }

    @Test("one block that is too much comes from its receipts, which the header commits to")
    func singleBlock() async throws {
        let chain = FakeChain(count: 3)
        let (client, transport) = client(of: chain) { range, _ in
            range.contains(1) ? refuse(-32000, "query returns too many logs") : nil
        }
        let found = try await scan(
            LogScanner(client: client, from: 0, to: 2, planner: LogRangePlanner(first: 3)))
        #expect(found.isEmpty)
        #expect(transport.methods.contains("eth_getBlockReceipts"))
    }

    @Test("an error that is not about size ends the scan: nothing is silently empty")
    func errors() async throws {
        for answer in [
            LiarTransport.Answer.failure(TransportError(.tls, detail: "x")),
            refuse(-32601, "the method eth_getLogs does not exist"), .text("<html>"),
            .result([["address": "0x"]]), .result(.null), refuse(-32000, "missing trie node"),
        ] {
            let (client, _) = client(of: FakeChain(count: 9)) { _, _ in answer }
            var scanner = LogScanner(client: client, from: 0, to: 8)
            await #expect(throws: LogScanError.self) { try await scanner.next() }
        }
    }

    @Test("a range beyond the node's head is missing, not empty")
    func beyondHead() async throws {
        let (client, _) = client(of: FakeChain(count: 9))
        var scanner = LogScanner(client: client, from: 0, to: 9)
        await #expect(throws: LogScanError.blockMissing(9)) { try await scanner.next() }
    }

    @Test("a scan goes on where another ended, and follows the head")
    func resuming() async throws {
        let chain = FakeChain(count: 50, logs: { _ in 1 })
        let (client, _) = client(of: chain)
        let planner = LogRangePlanner(first: 10)
        var first = LogScanner(client: client, from: 0, to: 49, planner: planner)
        for _ in 0..<2 { _ = try await first.next() }
        let checkpoint = try #require(first.checkpoint)
        #expect(checkpoint.number == 19)
        var second = LogScanner(
            client: client, from: 0, to: 24, after: [checkpoint], planner: planner)
        guard case .page(let page)? = try await second.next() else { throw CancellationError() }
        #expect(page.blocks == 20...24)
        #expect(try await second.next() == nil)
        second.extend(to: 26)
        second.extend(to: 3)
        guard case .page(let more)? = try await second.next() else { throw CancellationError() }
        #expect(more.blocks == 25...26)
    }

    @Test("after a reorganisation the scan goes back to the last common page and reads anew")
    func reorganisation() async throws {
        let chain = FakeChain(count: 40, logs: { _ in 1 })
        let (client, _) = client(of: chain)
        var scanner = LogScanner(
            client: client, from: 0, to: 39, planner: LogRangePlanner(first: 10))
        for _ in 0..<3 { _ = try await scanner.next() }
        chain.reorganise(depth: 15, fork: 1)
        guard case .rollback(let checkpoint)? = try await scanner.next() else {
            Issue.record("no rollback")
            return
        }
        #expect(checkpoint.number == 19)
        var hashes: [String] = []
        while case .page(let page)? = try await scanner.next() {
            hashes += page.logs.map(\.blockHash.hex)
        }
        #expect(hashes == (20...39).map { chain.hash($0) })
        chain.reorganise(depth: 2, fork: 2)
        guard case .rollback(let late)? = try await scanner.next() else {
            Issue.record("no rollback at the end")
            return
        }
        #expect(late.number == 29)
        chain.reorganise(depth: 39, fork: 3)
        await #expect(throws: LogScanError.rollbackTooDeep(from: 29)) { try await scanner.next() }
    }

    @Test("a reorganisation while a page is read does not mix two chains")
    func reorganisationWithin() async throws {
        let chain = FakeChain(count: 20, logs: { _ in 1 })
        let (client, _) = client(of: chain) { range, number in
            let logs = chain.logs(range)
            if number == 1 { chain.reorganise(depth: 5, fork: 1) }
            return .result(logs)
        }
        var scanner = LogScanner(client: client, from: 0, to: 19)
        guard case .page(let page)? = try await scanner.next() else { throw CancellationError() }
        #expect(page.logs.map(\.blockHash.hex) == (0...19).map { chain.hash($0) })
    }

    @Test(
        "logs out of order are ordered, the same log twice counts once, two logs at one place never"
    )
    func order() async throws {
        let chain = FakeChain(count: 4, logs: { _ in 2 })
        func pages(_ change: @escaping @Sendable ([JSONValue]) -> [JSONValue]) async throws
            -> [String]
        {
            let (client, _) = client(of: chain) { range, _ in
                .result(.array(change(chain.logs(range).array ?? [])))
            }
            return try await scan(LogScanner(client: client, from: 0, to: 3))
        }
        let expected = (0..<4).flatMap { ["\($0)/0", "\($0)/1"] }
        #expect(try await pages { $0.reversed() } == expected)
        #expect(try await pages { $0 + [$0[3]] } == expected)
        await #expect(throws: LogScanError.contradiction(1)) {
            try await pages { $0 + [Self.changed($0[3], "data", "0x12")] }
        }
        let zero = JSONValue.string(Hash32.zero.hex)
        await #expect(throws: LogScanError.contradiction(3)) {
            try await pages { logs in
                logs.map { $0["blockNumber"] == "0x3" ? Self.changed($0, "blockHash", zero) : $0 }
            }
        }
    }

    /// The object with another value of one member.
    private static func changed(
        _ object: JSONValue, _ name: String, _ value: JSONValue
    ) -> JSONValue {
        let members = object.object ?? []
        return .object(members.map { $0.isNamed(name) ? JSONMember(name, value) : $0 })
    }

    @Test("the request has no null at the end of its topics, and inner ones stay")
    func topics() async throws {
        let (a, b) = (Hash32.zero, Keccak256.hash(Bytes()))
        let rows: [([[Hash32]], JSONValue?)] = [
            ([], nil), ([[]], nil), ([[a], [], [], []], [.string(a.hex)]),
            ([[a], [], [b], []], [.string(a.hex), .null, .string(b.hex)]),
            ([[], [a, b]], [.null, [.string(a.hex), .string(b.hex)]]),
        ]
        for (topics, expected) in rows {
            let (client, transport) = client(of: FakeChain(count: 2))
            var scanner = LogScanner(client: client, topics: topics, from: 0, to: 1)
            _ = try await scanner.next()
            let request = transport.requests.first { $0["method"] == "eth_getLogs" }
            #expect(request?["params"]?[0]?["topics"] == expected)
        }
    }

    @Test("a log that nobody asked for is a fault of the provider, not a finding")
    func unasked() async throws {
        let chain = FakeChain(count: 9, logs: { _ in 1 })
        let (client, _) = client(of: chain) { _, _ in .result(chain.logs(8...8)) }
        var scanner = LogScanner(
            client: client, from: 0, to: 3, planner: LogRangePlanner(first: 4))
        await #expect(throws: LogScanError.self) { try await scanner.next() }
        var other = LogScanner(
            client: client, addresses: [Address(lastBytesOf: Keccak256.hash(Bytes()))], from: 8,
            to: 8)
        await #expect(throws: LogScanError.self) { try await other.next() }
    }

    @Test("a log that is marked as removed is a fault of the provider", arguments: [false, true])
    func removed(isRemoved: Bool) async throws {
        let chain = FakeChain(count: 9, logs: { _ in 1 })
        let (client, _) = client(of: chain) { _, _ in
            let logs = (chain.logs(2...2).array ?? []).map { log in
                JSONValue.object(
                    (log.object ?? []).filter { !$0.isNamed("removed") }
                        + [JSONMember("removed", .bool(isRemoved))])
            }
            return .result(.array(logs))
        }
        var scanner = LogScanner(client: client, from: 2, to: 2)
        if isRemoved {
            await #expect(throws: LogScanError.self) { try await scanner.next() }
        } else {
            #expect(try await scanner.next() != nil)
        }
    }
}
