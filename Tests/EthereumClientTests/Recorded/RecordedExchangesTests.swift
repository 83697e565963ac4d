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
        #expect(exchanges.count == 2017)
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
                    // answers to one request.
                    #expect(exchange.result == nil && exchange.error == nil, "\(exchange.id)")
                    others += 1
                }
            }
        }
        #expect(results + errors + refusals + others == 2017)
        print(
            "replayed: \(results) results, \(errors) errors, \(refusals) refusals, \(others) others"
        )
        #expect(results > 800 && errors > 1000)
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
            if number == -32602 { #expect(node.fault == .invalidParameters, "\(message)") }
            if number == -32601 { #expect(node.fault == .methodNotFound, "\(message)") }
        }
        print("faults: \(counts.map { "\($0.key) \($0.value)" }.sorted())")
        #expect(counts[.reverted, default: 0] > 10)
        #expect(counts[.other, default: 0] < 100)
    }

    @Test("typed methods ask what was asked and read what was answered")
    func typed() async throws {
        let blocks = try RecordedBlock.read("rpc/exchanges-blocks.jsonl")
        let headers = try blocks.map { SealedHeader(try Header(decoding: try $0.bytes("header"))) }
        var replay = TypedReplay(headers: headers, blocks: blocks)
        for exchange in try RecordedExchange.all() { try await replay.run(exchange) }
        print("typed: \(replay.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        let least: [String: Int] = [
            "eth_chainId": 30, "eth_getBlockByNumber": 10, "eth_getBlockByHash": 15,
            "eth_getBlockReceipts": 10, "eth_getTransactionByHash": 30,
            "eth_getTransactionReceipt": 30, "eth_getTransactionCount": 30, "eth_getBalance": 30,
            "eth_getCode": 30, "eth_getStorageAt": 20, "eth_getProof": 15, "eth_call": 40,
            "eth_estimateGas": 40, "eth_createAccessList": 30, "eth_feeHistory": 10,
            "eth_sendRawTransaction": 40, "eth_getLogs": 10, "debug_getRawHeader": 10,
            "debug_getRawReceipts": 10, "debug_getRawTransaction": 25,
        ]
        for (method, count) in least {
            #expect(replay.counts[method, default: 0] >= count, "\(method)")
        }
    }
}
