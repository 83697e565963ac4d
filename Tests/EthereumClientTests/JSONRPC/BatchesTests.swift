import Chain
import Codec
import EthereumClient
import Primitives
import Synchronization
import TestSupport
import Testing

/// A node with the recorded blocks of go-ethereum that counts what it is asked.
private final class RecordedNode: Sendable {
    let blocks: [JSONValue]
    /// The sizes of the requests, batch or not, in the order in which they came.
    let sizes = Mutex<[Int]>([])

    init(altering number: Int? = nil, lacking missing: Int? = nil) throws {
        var blocks = try RecordedBlock.read("rpc/history-blocks.jsonl").map {
            $0.value["block"] ?? .null
        }
        if let number, case .object(var members) = blocks[number] {
            for place in members.indices where members[place].name == "gasUsed" {
                members[place] = JSONMember("gasUsed", "0x7")
            }
            blocks[number] = .object(members)
        }
        if let missing { blocks[missing] = .null }
        self.blocks = blocks
    }

    /// A client of it; `takesBatches` as some nodes do not.
    func client(takesBatches: Bool = true) -> EthereumClient {
        let transport = LiarTransport { request, _ in
            let calls = request.array ?? [request]
            self.sizes.withLock { $0.append(request.array == nil ? 1 : calls.count) }
            guard takesBatches || request.array == nil else {
                return .text(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"x"}}"#)
            }
            let parts = calls.map { call -> JSONValue in
                let text = call["params"]?.array?.first?.string ?? "0x"
                let number = Int(text.dropFirst(2), radix: 16) ?? 0
                let result =
                    call["method"] == "eth_chainId"
                    ? JSONValue.string("0x1") : self.blocks[min(number, self.blocks.count - 1)]
                return ["jsonrpc": "2.0", "id": call["id"] ?? .null, "result": result]
            }
            return .text((request.array == nil ? parts[0] : .array(parts)).serialized())
        }
        return EthereumClient(
            transport: transport, label: "operator", options: ClientOptions(retry: .never))
    }
}

@Suite("Many calls go out in batches, and come back in their order")
struct BatchesTests {
    private let numbers = (0..<54).map { BlockNumber($0) }

    @Test(
        "headers come in the order asked for, whatever the size of the batches",
        arguments: [1, 7, 20, 54, 60])
    func order(size: Int) async throws {
        let node = try RecordedNode()
        let asked = Array(numbers.reversed())
        let headers = try await node.client().getHeaders(asked, inBatchesOf: size)
        #expect(headers.map { $0?.number } == asked)
        for header in headers.compactMap(\.self) { #expect(header.hash == header.header.hash) }
        let batches = (54 + size - 1) / size
        let sizes = node.sizes.withLock { $0 }
        #expect(sizes.count == batches && sizes.reduce(0, +) == 54)
    }

    @Test("a node that takes no batches is asked one by one")
    func single() async throws {
        let node = try RecordedNode()
        let headers = try await node.client(takesBatches: false).getHeaders(
            numbers, inBatchesOf: 20)
        #expect(headers.map { $0?.number } == numbers)
        #expect(node.sizes.withLock { $0.filter { $0 == 1 }.count } == 54)
    }

    @Test("header.hash: one altered header among many is refused by the name of the provider")
    func altered() async throws {
        let client = try RecordedNode(altering: 33).client()
        let error = await #expect(throws: ClientError.self) {
            try await client.getHeaders(numbers, inBatchesOf: 10)
        }
        #expect(error?.code == "header.hash")
        #expect(error?.provider == "operator")
    }

    @Test("rpc.mismatch: another block than asked for is refused")
    func another() async throws {
        let client = try RecordedNode().client()
        let error = await #expect(throws: ClientError.self) {
            try await client.getHeaders(numbers + [54], inBatchesOf: 10)
        }
        #expect(error?.code == "rpc.mismatch")
    }

    @Test("a block that the node does not have leaves a gap, and no other header moves into it")
    func missing() async throws {
        let headers = try await RecordedNode(lacking: 7).client().getHeaders(
            numbers, inBatchesOf: 9)
        #expect(headers[7] == nil)
        #expect(headers.map { $0?.number } == numbers.map { $0 == 7 ? nil : $0 })
    }

    @Test("nothing asks nothing, and after a refusal no further batch is begun")
    func ends() async throws {
        let node = try RecordedNode(altering: 0)
        #expect(try await node.client().getHeaders([]).isEmpty)
        await #expect(throws: ClientError.self) {
            try await node.client().getHeaders(numbers, inBatchesOf: 2)
        }
        #expect(node.sizes.withLock { $0.count } < 27)
    }

    @Test("calls of any type go in batches too, their results in order")
    func calls() async throws {
        let node = try RecordedNode()
        let calls = (0..<25).map { _ in RPCCall<ChainID>.chainID() }
        let results = try await node.client().send(calls, inBatchesOf: 10)
        #expect(results == [ChainID](repeating: 1, count: 25))
        #expect(node.sizes.withLock { $0.sorted() } == [5, 10, 10])
    }
}
