import Audit
import Chain
import EthereumClient
import Primitives

/// What a provider tells of a chain's history, asked in batches.
struct ProviderHistory: HistorySource {
    let label: String
    let client: EthereumClient

    /// Headers of so many blocks are asked for in one request.
    private static let headerBatch = 100
    /// Blocks or receipts of so many blocks are asked for in one request.
    private static let blockBatch = 10

    func header(_ number: BlockNumber) async throws(SourceError) -> BlockHeader? {
        try await asking { client throws(ClientError) in
            try await client.getHeader(.number(number))
        }.map(BlockHeader.init)
    }

    func headers(_ numbers: [BlockNumber]) async throws(SourceError) -> [BlockHeader] {
        let found = try await asking { client throws(ClientError) in
            try await client.getHeaders(numbers, inBatchesOf: ProviderHistory.headerBatch)
        }
        var headers: [BlockHeader] = []
        for (number, header) in zip(numbers, found) {
            guard let header else { throw .missing(provider: label, block: number) }
            headers.append(BlockHeader(header))
        }
        return headers
    }

    func logs(
        of addresses: [Address], in range: ClosedRange<BlockNumber>
    ) async throws(SourceError) -> [ToldLog] {
        var scanner = LogScanner(
            client: client, addresses: addresses, from: range.lowerBound, to: range.upperBound,
            allowing: .missingFees)
        var logs: [ToldLog] = []
        while true {
            let event: LogScanEvent?
            do throws(LogScanError) { event = try await scanner.next() } catch {
                throw .unavailable(provider: label, reason: "\(error)")
            }
            switch event {
            case .page(let page): logs += page.logs.map(ToldLog.init)
            case .rollback(let checkpoint):
                logs.removeAll { $0.placed.block > checkpoint.number }
            case nil: return logs
            }
        }
    }

    func receipts(of blocks: [BlockPoint]) async throws(SourceError) -> [ToldReceipts] {
        let found = try await batched(blocks) {
            RPCCall<[TransactionReceipt]?>.getBlockReceipts(.hash($0.hash), allowing: .missingFees)
        }
        var result: [ToldReceipts] = []
        for (block, receipts) in zip(blocks, found) {
            guard let receipts else { throw .missing(provider: label, block: block.number) }
            result.append(
                ToldReceipts(
                    receipts: receipts.map(\.receipt),
                    transactions: receipts.map(\.transactionHash)))
        }
        return result
    }

    func bodies(of blocks: [BlockPoint]) async throws(SourceError) -> [ToldBody] {
        let found = try await batched(blocks) {
            RPCCall<Block?>.getBlock(.hash($0.hash), isFull: true)
        }
        var result: [ToldBody] = []
        for (block, body) in zip(blocks, found) {
            guard let body else { throw .missing(provider: label, block: block.number) }
            guard case .full(let records) = body.transactions else {
                throw .unavailable(
                    provider: label, reason: "block \(block.number) without its transactions")
            }
            result.append(ToldBody(transactions: records.map(ToldBody.Transaction.init)))
        }
        return result
    }

    private func asking<Result: Sendable>(
        _ question: (EthereumClient) async throws(ClientError) -> Result
    ) async throws(SourceError) -> Result {
        do throws(ClientError) { return try await question(client) } catch {
            throw .unavailable(provider: label, reason: "\(error)")
        }
    }

    /// Asks for one thing of each block, for several blocks in one request.
    private func batched<Result: Sendable>(
        _ blocks: [BlockPoint], _ call: (BlockPoint) -> RPCCall<Result>
    ) async throws(SourceError) -> [Result] {
        let calls = blocks.map(call)
        return try await asking { client throws(ClientError) in
            try await client.send(calls, inBatchesOf: ProviderHistory.blockBatch)
        }
    }
}

extension BlockHeader {
    /// A header as the client has checked it.
    init(_ header: SealedHeader) { self.init(header.header, computed: header.hash) }
}

extension ToldLog {
    /// A log as a node tells it.
    init(_ record: LogRecord) {
        self.init(
            placed: PlacedLog(
                log: record.log, block: record.blockNumber, place: record.logIndex,
                transactionPlace: record.transactionIndex, transaction: record.transactionHash),
            blockHash: record.blockHash)
    }
}

extension ToldBody.Transaction {
    /// A transaction as a node tells it.
    init(_ record: TransactionRecord) {
        let transaction = record.signed?.transaction
        self.init(
            hash: record.hash, sender: record.from, target: transaction?.to,
            input: transaction?.input ?? Bytes(), encoded: record.encoded)
    }
}
