import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

private let quantity = RPCCall<UInt64>("eth_q") { reader throws(JSONError) in
    try reader.quantity()
}
private let text = RPCCall<String>("eth_s") { reader throws(JSONError) in try reader.string() }

/// The answer to one request of a batch.
private func part(_ request: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": request["id"] ?? .null, "result": result]
}

private func client(
    _ answer: @escaping @Sendable ([JSONValue]) -> JSONValue
) -> JSONRPCClient {
    let transport = LiarTransport { request, _ in .text(answer(request.array ?? []).serialized()) }
    return JSONRPCClient(
        transport: transport, label: "test", options: ClientOptions(retry: .never))
}

@Suite("Batches are matched by id, whole or not at all")
struct BatchTests {
    @Test("answers in any order find their requests; one error leaves the others")
    func order() async throws {
        let client = client { requests in
            var parts = requests.enumerated().map { part($1, .string("0x\($0)")) }
            parts[1] = [
                "jsonrpc": "2.0", "id": requests[1]["id"] ?? .null,
                "error": ["code": -32000, "message": "header not found"],
            ]
            parts[2] = part(requests[2], 2)
            return .array(parts.reversed())
        }
        let results = try await client.sendBatch([quantity, quantity, quantity, quantity])
        #expect(try results[0].get() == 0)
        #expect(throws: ClientError.self) { try results[1].get() }
        #expect(throws: ClientError.self) { try results[2].get() }
        #expect(try results[3].get() == 3)
    }

    @Test("calls of several types share a request")
    func types() async throws {
        let client = client { requests in
            [part(requests[1], "two"), part(requests[0], "0x1"), part(requests[2], "0x3")]
        }
        let (first, second, third) = try await client.sendBatch(quantity, text, quantity)
        #expect(try first.get() == 1)
        #expect(try second.get() == "two")
        #expect(try third.get() == 3)
    }

    @Test("a batch of nothing asks nothing")
    func empty() async throws {
        let client = client { _ in .null }
        #expect(try await client.sendBatch([RPCCall<UInt64>]()).isEmpty)
    }

    static let rows: [(String, @Sendable ([JSONValue]) -> JSONValue, String)] = [
        ("short", { [part($0[0], "0x1")] }, "rpc.id"),
        ("long", { [part($0[0], "0x1"), part($0[1], "0x1"), part($0[1], "0x1")] }, "rpc.id"),
        ("one twice", { [part($0[0], "0x1"), part($0[0], "0x1")] }, "rpc.id"),
        ("another id", { [part($0[0], "0x1"), part(["id": 1], "0x1")] }, "rpc.id"),
        (
            "id as text",
            {
                [part($0[0], "0x1"), part(["id": .string($0[1]["id"]?.number ?? "")], "0x1")]
            }, "rpc.id"
        ),
        ("no id", { [part($0[0], "0x1"), ["jsonrpc": "2.0", "result": "0x1"]] }, "rpc.id"),
        ("no objects", { _ in [1, 2] }, "rpc.id"),
        ("empty", { _ in [] }, "rpc.id"),
        (
            "one error for all",
            { _ in
                [
                    "jsonrpc": "2.0", "id": .null,
                    "error": ["code": -32600, "message": "batch limit"],
                ]
            }, "node.invalidParameters"
        ),
        ("one result for all", { part($0[0], "0x1") }, "rpc.json"),
        ("text", { _ in "x" }, "rpc.json"),
    ]

    @Test("rpc.id: short, long and mixed up batches are refused", arguments: rows.indices)
    func refused(row: Int) async {
        let (name, answer, code) = Self.rows[row]
        let client = client(answer)
        let error = await #expect(throws: ClientError.self, "\(name)") {
            try await client.sendBatch([quantity, quantity])
        }
        #expect(error?.code == code, "\(name)")
    }
}
