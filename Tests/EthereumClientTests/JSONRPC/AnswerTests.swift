import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

/// A call that takes any quantity of 64 bits.
private let call = RPCCall<UInt64>("eth_test") { reader throws(JSONError) in
    try reader.quantity()
}

private func code(_ answer: @escaping @Sendable (JSONValue) -> String) async -> String? {
    let transport = LiarTransport { request, _ in .text(answer(request["id"] ?? .null)) }
    let client = JSONRPCClient(
        transport: transport, label: "test", options: ClientOptions(retry: .never))
    do throws(ClientError) {
        _ = try await client.send(call)
        return nil
    } catch {
        return error.code
    }
}

@Suite("Answers are matched exactly or not believed")
struct AnswerTests {
    /// `ID` stands for the id of the request.
    static let rows: [(String, String?)] = [
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1"}"#, nil),
        (#" {"id":ID,"result":"0x0","jsonrpc":"2.0"} "#, nil),
        (#"{"result":"0xff","id":ID,"jsonrpc":"2.0","usage":{"a":[1,2]}}"#, nil),
        (#"{"jsonrpc":"2.0","id":"ID","result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":IDe0,"result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":ID.0,"result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":1ID,"result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":null,"result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","result":"0x1"}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"x"}}"#, "rpc.id"),
        (#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}"#, "node.other"),
        (#"{"jsonrpc":"2.0","id":ID,"error":{"code":1,"message":"x"}}"#, "node.other"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1","result":"0x2"}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"id":ID,"result":"0x1"}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1","error":{"code":1,"message":"x"}}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1","x":{"a":1,"a":1}}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID}"#, "rpc.json"),
        (#"{"jsonrpc":"1.0","id":ID,"result":"0x1"}"#, "rpc.json"),
        (#"{"id":ID,"result":"0x1"}"#, "rpc.json"),
        (#"{"jsonrpc":2.0,"id":ID,"result":"0x1"}"#, "rpc.json"),
        (#"[{"jsonrpc":"2.0","id":ID,"result":"0x1"}]"#, "rpc.type"),
        (#""0x1""#, "rpc.type"), ("", "rpc.json"), ("<html>", "rpc.json"),
        ("\u{feff}{}", "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1"}{}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1",}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":NaN}"#, "rpc.json"),
        (#"{"jsonrpc":"2.0","id":ID,"result":1}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"result":1e400}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"result":null}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"1"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x00"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x01"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0xA"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0X1"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":" 0x1"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1 "}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x10000000000000000"}"#, "rpc.hex"),
        (#"{"jsonrpc":"2.0","id":ID,"error":"x"}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"error":null}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"error":{"message":"x"}}"#, "rpc.type"),
        (#"{"jsonrpc":"2.0","id":ID,"result":"0x1","error":null}"#, "rpc.type"),
    ]

    @Test("rpc.id, rpc.json, rpc.type, rpc.hex: each deviation by its code", arguments: rows)
    func envelopes(text: String, expected: String?) async {
        let found = await code { id in text.replacing("ID", with: id.serialized()) }
        #expect(found == expected)
    }

    @Test("rpc.json: nesting without end and a million members are refused")
    func hostile() async {
        for value in [
            String(repeating: "[", count: 10_000),
            String(repeating: #"{"a":"#, count: 10_000),
            "{" + (0..<200).map { "\"m\($0)\":0" }.joined(separator: ",") + "}}",
        ] {
            let found = await code { id in
                #"{"jsonrpc":"2.0","id":"# + id.serialized() + #","x":"# + value
            }
            #expect(found == "rpc.json")
        }
        let members = (0..<1000).map { "\"m\($0)\":0" }.joined(separator: ",")
        let found = await code { id in
            #"{"jsonrpc":"2.0","id":"# + id.serialized() + #","result":"0x1","# + members + "}"
        }
        #expect(found == "rpc.size")
    }

    @Test("ids begin anywhere, count upwards, and stay exact in a double")
    func identifiers() async throws {
        var starts: Set<UInt64> = []
        for _ in 0..<8 {
            let transport = LiarTransport(always: .result("0x1"))
            let client = JSONRPCClient(transport: transport, label: "test")
            for _ in 0..<3 { _ = try await client.send(call) }
            let ids = transport.requests.compactMap { $0["id"]?.integer(as: UInt64.self) }
            #expect(ids.count == 3 && ids.allSatisfy { $0 < 1 << 53 })
            #expect(ids[1] == ids[0] + 1 && ids[2] == ids[0] + 2)
            starts.insert(ids[0])
        }
        #expect(starts.count == 8)
    }

    @Test("the request has exactly the four members of JSON-RPC 2.0")
    func request() async throws {
        let transport = LiarTransport(always: .result("0x1"))
        let client = JSONRPCClient(transport: transport, label: "test")
        let call = RPCCall<UInt64>("eth_x", ["0x1", .null, [:]]) { reader throws(JSONError) in
            try reader.quantity()
        }
        _ = try await client.send(call)
        let request = try #require(transport.requests.first)
        #expect(request.object?.map(\.name) == ["jsonrpc", "id", "method", "params"])
        #expect(request["jsonrpc"] == "2.0" && request["method"] == "eth_x")
        #expect(request["params"] == ["0x1", .null, [:]])
    }

    @Test("leading zeros and upper case in quantities pass by a named option only")
    func looseQuantities() async throws {
        for (text, value) in [("0x00", 0), ("0x01", 1), ("0xAB", 171), ("0x0", 0)]
            as [(String, UInt64)]
        {
            let transport = LiarTransport(always: .result(.string(text)))
            let client = JSONRPCClient(
                transport: transport, label: "test",
                options: ClientOptions(acceptsLooseQuantities: true))
            #expect(try await client.send(call) == value)
        }
        for text in ["0x", "x1", "0xg", "0X1", "0x00000000000000001x", "0x10000000000000000"] {
            let transport = LiarTransport(always: .result(.string(text)))
            let client = JSONRPCClient(
                transport: transport, label: "test",
                options: ClientOptions(acceptsLooseQuantities: true))
            let error = await #expect(throws: ClientError.self) { try await client.send(call) }
            #expect(error?.code == "rpc.hex")
        }
    }
}
