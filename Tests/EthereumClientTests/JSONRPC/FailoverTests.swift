import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Several providers: one that answers is found, and kept")
struct FailoverTests {
    private static func provider(_ label: String, _ transport: LiarTransport) -> JSONRPCClient {
        JSONRPCClient(transport: transport, label: label, options: ClientOptions(retry: .never))
    }

    @Test("the next provider is asked when one fails, and asked first from then on")
    func next() async throws {
        let down = LiarTransport(always: .failure(TransportError(.connect, detail: "x")))
        let up = LiarTransport(always: .result("0x7"))
        let client = EthereumClient(
            FailoverSender([Self.provider("a", down), Self.provider("b", up)]))
        for _ in 0..<3 { #expect(try await client.blockNumber() == 7) }
        #expect(down.requests.count == 1)
        #expect(up.requests.count == 3)
    }

    @Test("an error about the question is final: others are not asked")
    func question() async {
        let first = LiarTransport(
            always: .error(["code": 3, "message": "execution reverted", "data": "0x12"]))
        let second = LiarTransport(always: .result("0x"))
        let client = EthereumClient(
            FailoverSender([Self.provider("a", first), Self.provider("b", second)]))
        let error = await #expect(throws: ClientError.self) {
            try await client.call(CallRequest(to: .zero))
        }
        #expect(error?.nodeError?.revertData == [0x12])
        #expect(second.requests.isEmpty)
    }

    @Test("when nobody answers, every reason is told")
    func exhausted() async {
        let client = EthereumClient(
            FailoverSender([
                Self.provider(
                    "a", LiarTransport(always: .failure(TransportError(.tls, detail: "x")))),
                Self.provider("b", LiarTransport(always: .text("<html>"))),
                Self.provider(
                    "c",
                    LiarTransport(always: .error(["code": -32000, "message": "missing trie node"]))),
            ]))
        let error = await #expect(throws: ClientError.self) { try await client.gasPrice() }
        #expect(error?.code == "node.cannot")
        let text = error?.description ?? ""
        for part in ["a: eth_gasPrice", "b: eth_gasPrice", "c: eth_gasPrice", "missing trie node"] {
            #expect(text.contains(part))
        }
    }
}
