import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("What nodes write is understood by a table")
struct NodeErrorTests {
    static let faults: [(Int, String, NodeFault)] = [
        (
            -32602, "Log response size exceeded. this block range should work: [0x1, 0x2]",
            .rangeTooLarge
        ),
        (-32600, "You can make eth_getLogs requests with up to a 500 block range", .rangeTooLarge),
        (
            -32005, "query returned more than 10000 results. Try with this block range [0x1, 0x2].",
            .rangeTooLarge
        ),
        (-32602, "range 1000000 exceeds limit of 10000", .rangeTooLarge),
        (-32614, "eth_getLogs is limited to a 10,000 range", .rangeTooLarge),
        (-32600, "block range is too wide", .rangeTooLarge),
        (-32000, "query exceeds max results 20000, retry with the range 1-5", .rangeTooLarge),
        (-32602, "query exceeds max block range 100000", .rangeTooLarge),
        (-32000, "please limit the query to at most 1000 blocks", .rangeTooLarge),
        (-32701, "exceed maximum block range: 50000", .rangeTooLarge),
        (35, "ranges over 10000 blocks are not supported on freetier", .rangeTooLarge),
        (-32047, "Max range: 800", .rangeTooLarge),
        (-32000, "Block range is too large", .rangeTooLarge),
        (-32008, "Response is too big", .rangeTooLarge),
        (-32003, "Exceeded max limit of 167772160", .rangeTooLarge),
        (-32000, "query block range exceeds server limit of 1000", .rangeTooLarge),
        (-32000, "query returns too many logs: 30000", .rangeTooLarge),
        (
            0,
            "Result window is too large, PageNo x Offset size must be less than or equal to 10000",
            .rangeTooLarge
        ),
        (-32000, "no backend is currently healthy to serve traffic", .unavailable),
        (-32602, "exceed max addresses or topics per search position", .invalidParameters),
        (-32000, "block range extends beyond current head block", .notFound),
        (-32005, "daily request count exceeded, request rate limited", .rateLimited),
        (-32005, "too many things", .rateLimited),
        (429, "Your app has exceeded its compute units per second capacity", .rateLimited),
        (-32000, "missing trie node 5a3b (path ) state 0x5a3b is not available", .cannot),
        (-32000, "distance to target block exceeds maximum proof window", .cannot),
        (-32000, "required historical state unavailable (reexec=128)", .cannot),
        (-32000, "finalized block not found", .cannot), (-39001, "Unknown block", .cannot),
        (-32000, "header not found", .notFound), (-32001, "resource not found", .notFound),
        (-32000, "unknown block", .notFound), (-32000, "nonce too low: next nonce 5", .nonceTooLow),
        (-32000, "already known", .alreadyKnown),
        (-32010, "AlreadyKnown", .alreadyKnown),
        (-32000, "INTERNAL_ERROR: existing tx with same hash", .other),
        (-32000, "replacement transaction underpriced", .replacementUnderpriced),
        (-32000, "transaction underpriced: tip needed 1, tip permitted 0", .underpriced),
        (
            -32000, "max fee per gas less than block base fee: address 0x, maxFeePerGas: 1",
            .underpriced
        ),
        (-32000, "insufficient funds for gas * price + value: balance 0", .insufficientFunds),
        (-32000, "intrinsic gas too low: gas 1, minimum needed 21000", .gasLimit),
        (-32000, "exceeds block gas limit", .gasLimit),
        (-32000, "gas required exceeds allowance (0)", .executionFailed),
        (-32000, "out of gas", .executionFailed),
        (-32000, "invalid opcode: INVALID", .executionFailed),
        (3, "execution reverted", .reverted), (-32000, "execution reverted: reason", .reverted),
        (-32601, "the method eth_no does not exist/is not available", .methodNotFound),
        (-32601, "", .methodNotFound),
        (-32602, "missing value for required argument 0", .invalidParameters),
        (-32700, "parse error", .invalidParameters), (-32603, "Internal error", .other),
    ]

    @Test("codes and sentences of all dialects have their meaning", arguments: faults)
    func meaning(number: Int, message: String, fault: NodeFault) {
        #expect(NodeError(number: number, message: message).fault == fault)
    }

    static let reverts: [(String, String?)] = [
        (
            #"{"code":-32015,"message":"VM execution error","data":"Reverted 0x118cdaa70000000000000000000000005afe3855358e112b5647b952709e6165e1c1eeee"}"#,
            "0x118cdaa70000000000000000000000005afe3855358e112b5647b952709e6165e1c1eeee"
        ),
        (#"{"code":-32015,"message":"VM execution error","data":"Reverted 0x"}"#, "0x"),
        (
            #"{"code":3,"message":"execution reverted: 0xdeadbeef","data":"0xdeadbeef"}"#,
            "0xdeadbeef"
        ),
        (#"{"code":3,"message":"execution reverted: 0xdeadbeef"}"#, "0xdeadbeef"),
        (#"{"code":3,"message":"execution reverted: a reason","data":"0x08c379a0"}"#, "0x08c379a0"),
        (#"{"code":3,"message":"execution reverted","data":"0x"}"#, "0x"),
        (#"{"code":3,"message":"execution reverted","data":{"data":"0x12"}}"#, "0x12"),
        (
            #"{"code":-32603,"message":"e","data":{"originalError":{"code":3,"data":"0x12"}}}"#,
            "0x12"
        ),
        (
            #"{"code":-32000,"message":"VM Exception while processing transaction: revert","data":{"0x0000000000000000000000000000000000000000000000000000000000000001":{"error":"revert","return":"0x12"},"stack":"x"}}"#,
            "0x12"
        ),
        (#"{"code":3,"message":"execution reverted"}"#, nil),
        (#"{"code":-32000,"message":"execution reverted: no hex"}"#, nil),
    ]

    @Test("revert data is found in every place where nodes put it", arguments: reverts)
    func revertData(text: String, data: String?) throws {
        let value = try JSONValue(parsing: text)
        let error = NodeError(
            number: try #require(value["code"]?.integer()),
            message: try #require(value["message"]?.string), data: value["data"])
        #expect(error.fault == .reverted)
        #expect(error.revertData?.hex == data)
    }

    @Test("an HTTP status explains what the sentence does not")
    func statuses() {
        func fault(_ status: Int) -> NodeFault {
            NodeError(number: 1, message: "x", status: status).fault
        }
        #expect(fault(429) == .rateLimited)
        #expect(fault(503) == .unavailable)
        #expect(fault(400) == .other)
    }

    @Test("a refusal with an HTTP status is the node's error; a success there is none")
    func refusals() async {
        func code(_ status: Int, _ body: @escaping @Sendable (String) -> String?) async -> String {
            let transport = LiarTransport { request, _ in
                let id = request["id"]?.serialized() ?? ""
                return .failure(
                    TransportError(
                        .status(status), detail: "x", body: body(id).map { Bytes(utf8: $0) }))
            }
            let client = EthereumClient(
                transport: transport, label: "test", options: ClientOptions(retry: .never))
            let call = RPCCall<String>("m") { reader throws(JSONError) in try reader.string() }
            do throws(ClientError) {
                return try await client.send(call)
            } catch {
                return error.code
            }
        }
        #expect(
            await code(400) {
                #"{"id":\#($0),"error":{"code":-32614,"message":"eth_getLogs is limited to a 5 range"}}"#
            } == "node.rangeTooLarge")
        #expect(
            await code(429) { _ in #"{"error":{"code":1,"message":"slow down"}}"# }
                == "node.rateLimited")
        #expect(
            await code(500) { #"{"jsonrpc":"2.0","id":\#($0),"result":"0x1"}"# } == "rpc.status")
        #expect(
            await code(500) { _ in #"{"id":1,"error":{"code":1,"message":"x"}}"# } == "rpc.status")
        #expect(await code(500) { _ in "{}" } == "rpc.status")
        #expect(await code(500) { _ in nil } == "rpc.status")
    }
}
