import Chain
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

/// Replays recorded exchanges through the typed calls whose parameters are those of the record.
struct TypedReplay {
    let headers: [SealedHeader]
    let blocks: [RecordedBlock]
    private(set) var counts: [String: Int] = [:]

    init(headers: [SealedHeader], blocks: [RecordedBlock]) {
        self.headers = headers
        self.blocks = blocks
    }

    mutating func run(_ exchange: RecordedExchange) async throws {
        guard let method = exchange.method, let parameters = exchange.parameters,
            exchange.response?.object != nil, exchange.status == 200
        else { return }
        let values = RecordedParameters(values: parameters)
        switch method {
        case "eth_chainId": try await check(exchange, .chainID()) { .string($0.quantity) }
        case "eth_blockNumber": try await check(exchange, .blockNumber()) { .string($0.quantity) }
        case "eth_gasPrice": try await check(exchange, .gasPrice()) { .string($0.quantity) }
        case "eth_blobBaseFee": try await check(exchange, .blobBaseFee()) { .string($0.quantity) }
        case "eth_maxPriorityFeePerGas":
            try await check(exchange, .maxPriorityFeePerGas()) { .string($0.quantity) }
        case "web3_clientVersion": try await check(exchange, .clientVersion()) { .string($0) }
        case "eth_getBalance":
            guard let address = values.address(0), let block = values.block(1) else { return }
            try await check(exchange, .getBalance(address, at: block)) { .string($0.quantity) }
        case "eth_getCode":
            guard let address = values.address(0), let block = values.block(1) else { return }
            try await check(exchange, .getCode(address, at: block)) { .string($0.hex) }
        case "eth_getTransactionCount":
            guard let address = values.address(0), let block = values.block(1) else { return }
            try await check(exchange, .getTransactionCount(address, at: block)) {
                .string(UInt256($0).quantity)
            }
        case "eth_getStorageAt":
            guard let address = values.address(0), let slot = values.hash(1),
                let block = values.block(2)
            else { return }
            try await check(exchange, .getStorageAt(address, slot: slot, at: block)) {
                .string($0.hex)
            }
        case "eth_sendRawTransaction":
            guard let bytes = values.bytes(0) else { return }
            try await check(exchange, .sendRawTransaction(bytes)) { .string($0.hex) }
        default:
            try await runBlocks(exchange, method, values)
        }
    }

    /// Methods about blocks and transactions.
    private mutating func runBlocks(
        _ exchange: RecordedExchange, _ method: String, _ values: RecordedParameters
    ) async throws {
        switch method {
        case "eth_getBlockByNumber", "eth_getBlockByHash":
            let hash = values.hash(0).map { BlockReference.hash($0) }
            guard let block = method == "eth_getBlockByHash" ? hash : values.block(0),
                let isFull = values[1]?.bool, block != .pending
            else { return }
            try await check(exchange, .getBlock(block, isFull: isFull)) { block in
                block.map { .string($0.hash.hex) } ?? .null
            } recorded: {
                $0["hash"] ?? .null
            }
        case "eth_getBlockReceipts":
            guard let block = values.block(0) ?? values.hash(0).map({ .hash($0) }) else { return }
            let raw = Dictionary(
                uniqueKeysWithValues: try zip(headers, blocks).map {
                    ($0.0.hash.hex, try $0.1.list("rawReceipts"))
                })
            try await check(exchange, .getBlockReceipts(block)) { receipts in
                .array((receipts ?? []).map { .string($0.receipt.encoded.hex) })
            } recorded: { result in
                let hash = result[0]?["blockHash"]?.string ?? ""
                return .array((raw[hash] ?? []).map { .string($0.hex) })
            }
        case "eth_getTransactionByHash":
            guard let hash = values.hash(0) else { return }
            try await check(exchange, .getTransactionByHash(hash)) { record in
                record.map { .string($0.hash.hex) } ?? .null
            } recorded: {
                $0["hash"] ?? .null
            }
        case "eth_getTransactionReceipt":
            guard let hash = values.hash(0) else { return }
            try await check(exchange, .getTransactionReceipt(hash)) { receipt in
                receipt.map { .string($0.gasUsed.quantity) } ?? .null
            } recorded: {
                $0["gasUsed"] ?? .null
            }
        case "debug_getRawTransaction":
            guard let hash = values.hash(0) else { return }
            let call = RPCCall<BlockTransaction?>.getRawTransaction(hash, method: method)
            try await check(exchange, call) { .string($0?.encoded.hex ?? "0x") }
        case "debug_getRawHeader":
            guard let block = values.block(0) ?? values.hash(0).map({ .hash($0) }) else { return }
            try await check(exchange, .getRawHeader(block)) { .string($0.header.encoded.hex) }
        case "debug_getRawReceipts":
            guard let block = values.block(0) ?? values.hash(0).map({ .hash($0) }) else { return }
            guard exchange.result != .null else { return }
            try await check(exchange, .getRawReceipts(block)) { receipts in
                .array(receipts.map { .string($0.encoded.hex) })
            }
        default:
            try await runExecution(exchange, method, values)
        }
    }

    /// Methods that execute, prove and search.
    private mutating func runExecution(
        _ exchange: RecordedExchange, _ method: String, _ values: RecordedParameters
    ) async throws {
        switch method {
        case "eth_getProof":
            guard let address = values.address(0), let slots = values.hashes(1),
                let block = values.block(2)
            else { return }
            let headers = headers
            try await check(exchange, .getProof(address, slots: slots, at: block)) { proof in
                .bool(
                    headers.contains { header in
                        (try? proof.verified(
                            stateRoot: header.header.stateRoot, address: address, slots: slots))
                            != nil
                    })
            } recorded: { _ in
                true
            }
        case "eth_call":
            guard let call = values.call(0), let block = values.block(1) else { return }
            try await check(exchange, .call(call, at: block)) { .string($0.hex) }
        case "eth_estimateGas":
            guard let call = values.call(0), let block = values.block(1) else { return }
            try await check(exchange, .estimateGas(call, at: block)) { .string($0.quantity) }
        case "eth_createAccessList":
            guard let call = values.call(0), let block = values.block(1) else { return }
            try await check(exchange, .createAccessList(call, at: block)) { outcome in
                .array([
                    .string(outcome.gasUsed.quantity), JSONValue(outcome.accessList.count),
                    outcome.failure.map { .string($0) } ?? .null,
                ])
            } recorded: { result in
                .array([
                    result["gasUsed"] ?? .null,
                    JSONValue(result["accessList"]?.array?.count ?? 0), result["error"] ?? .null,
                ])
            }
        case "eth_feeHistory":
            guard let count = values[0]?.string.flatMap({ try? Gas(quantity: $0).value }),
                let block = values.block(1), let shares = values[2]?.array
            else { return }
            let percentiles = shares.compactMap { $0.number.flatMap { Double($0) } }
            try await check(
                exchange,
                .feeHistory(blockCount: count, newest: block, percentiles: percentiles)
            ) { history in
                .array(history.baseFeePerGas.map { .string($0.quantity) })
            } recorded: {
                $0["baseFeePerGas"] ?? []
            }
        case "eth_getLogs":
            guard let filter = values.filter(0) else { return }
            try await check(exchange, .getLogs(filter)) { logs in
                .array(logs.map { .string($0.log.data.hex) })
            } recorded: { result in
                .array((result.array ?? []).map { $0["data"] ?? .null })
            }
        case "eth_simulateV1":
            try await runSimulation(exchange)
        default:
            return
        }
    }

    /// The answer of a simulation is read; the request is the record's own.
    private mutating func runSimulation(_ exchange: RecordedExchange) async throws {
        guard exchange.result != nil else { return }
        let blocks = try await exchange.client.simulateV1(Simulation(blocks: []))
        let recorded = exchange.result?.array ?? []
        #expect(blocks.map(\.hash.hex) == recorded.map { $0["hash"]?.string }, "\(exchange.id)")
        for (block, value) in zip(blocks, recorded) {
            let calls = value["calls"]?.array ?? []
            #expect(block.calls.map(\.returnData.hex) == calls.map { $0["returnData"]?.string })
            #expect(
                block.calls.map { $0.succeeded ? "0x1" : "0x0" }
                    == calls.map { $0["status"]?.string })
            #expect(
                block.calls.map(\.error?.message) == calls.map { $0["error"]?["message"]?.string })
        }
        counts["eth_simulateV1", default: 0] += 1
    }

    /// Sends `call` where its parameters are those of the record, and compares what comes out.
    private mutating func check<Result>(
        _ exchange: RecordedExchange, _ call: RPCCall<Result>, _ shown: (Result) -> JSONValue,
        recorded: (JSONValue) -> JSONValue = { $0 }
    ) async throws {
        let asked = JSONValue.array(call.parameters).sortedByName
        guard call.method == exchange.method,
            asked == JSONValue.array(exchange.parameters ?? []).sortedByName
        else { return }
        counts[call.method, default: 0] += 1
        do throws(ClientError) {
            let result = try await exchange.client.send(call)
            #expect(exchange.result != nil, "\(exchange.id)")
            #expect(shown(result) == exchange.result.map(recorded), "\(exchange.id)")
        } catch {
            // No header at all, and an answer without an id, are refused by the client itself.
            if exchange.result == "0x" || exchange.response?["id"]?.isNull == true { return }
            #expect(error.nodeError != nil, "\(exchange.id): \(error)")
            #expect(exchange.error?["code"]?.integer() == error.nodeError?.number, "\(exchange.id)")
        }
    }
}
