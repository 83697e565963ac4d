import Chain
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Recorded sessions with go-ethereum replay through the client")
struct RecordedExchangesTests {
    @Test("every exchange gives the recorded result or the recorded error")
    func raw() async throws {
        let exchanges = try RecordedExchange.all()
        #expect(exchanges.count == 1905)
        var (results, errors, refusals, others) = (0, 0, 0, 0)
        for exchange in exchanges {
            let call = RPCCall<JSONValue>.raw(
                exchange.method ?? "", exchange.parameters ?? [])
            do throws(ClientError) {
                let result = try await exchange.client.send(call)
                #expect(result == exchange.result, "\(exchange.id)")
                results += 1
            } catch {
                if let node = error.nodeError {
                    let recorded = exchange.error
                    #expect(recorded?["code"]?.integer() == node.number, "\(exchange.id)")
                    #expect(recorded?["message"]?.string == node.message, "\(exchange.id)")
                    #expect(recorded?["data"] == node.data, "\(exchange.id)")
                    errors += 1
                } else if exchange.status != 200 {
                    #expect(error.code == "rpc.status", "\(exchange.id)")
                    refusals += 1
                } else {
                    // Batches, notifications, subscriptions' messages and empty answers are no
                    // answers to one request, nor is what geth says to a request without an id.
                    let isAnswer = exchange.result != nil || exchange.error != nil
                    let isNumbered = exchange.response?["id"]?.isNull == false
                    #expect(!(isAnswer && isNumbered), "\(exchange.id): \(error)")
                    others += 1
                }
            }
        }
        #expect(results + errors + refusals + others == 1905)
        #expect(results > 800 && errors > 1000)
    }

    @Test("an answer that is no UTF-8 is refused as no JSON")
    func noText() async throws {
        let exchanges = try RecordedExchange.all().filter { $0.id == "parse/not utf-8" }
        let exchange = try #require(exchanges.first)
        #expect(exchange.request == nil && exchange.response == nil)
        await #expect {
            _ = try await exchange.client.send(.chainID())
        } throws: { error in
            (error as? ClientError)?.code == "rpc.json"
        }
    }

    @Test("every error has a meaning, and reverts have their data")
    func faults() throws {
        var counts: [NodeFault: Int] = [:]
        for exchange in try RecordedExchange.all() {
            guard let error = exchange.error, let number = error["code"]?.integer(as: Int.self)
            else { continue }
            let message = error["message"]?.string ?? ""
            let node = NodeError(number: number, message: message, data: error["data"])
            counts[node.fault, default: 0] += 1
            if number == 3 {
                #expect(node.fault == .reverted, "\(message)")
                #expect(node.revertData?.hex == error["data"]?.string)
            }
            if number == -32602 {
                // geth's number for a range beyond its head, which is no fault of the question.
                let isBeyondHead = message.contains("extends beyond current head block")
                #expect(node.fault == (isBeyondHead ? .notFound : .invalidParameters), "\(message)")
            }
            if number == -32601 { #expect(node.fault == .methodNotFound, "\(message)") }
        }
        #expect(counts[.reverted, default: 0] > 10)
        #expect(counts[.other, default: 0] < 100)
    }

    @Test("typed methods ask what was asked and read what was answered")
    func typed() async throws {
        let blocks = try RecordedBlock.read("rpc/exchanges-blocks.jsonl")
        let headers = try blocks.map { SealedHeader(try Header(decoding: try $0.bytes("header"))) }
        var replay = TypedReplay(headers: headers, blocks: blocks)
        for exchange in try RecordedExchange.all() { try await replay.run(exchange) }
        let least: [String: Int] = [
            "eth_chainId": 27, "eth_getBlockByNumber": 10, "eth_getBlockByHash": 15,
            "eth_getBlockReceipts": 10, "eth_getTransactionByHash": 30,
            "eth_getTransactionReceipt": 30, "eth_getTransactionCount": 30, "eth_getBalance": 30,
            "eth_getCode": 30, "eth_getStorageAt": 2, "eth_getProof": 6, "eth_call": 40,
            "eth_estimateGas": 40, "eth_createAccessList": 30, "eth_feeHistory": 10,
            "eth_sendRawTransaction": 40, "eth_getLogs": 10, "debug_getRawHeader": 10,
            "debug_getRawReceipts": 10, "debug_getRawTransaction": 25,
        ]
        for (method, count) in least {
            #expect(replay.counts[method, default: 0] >= count, "\(method)")
        }
    }
}
