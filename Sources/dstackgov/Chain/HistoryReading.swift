import Audit
import Chain
import EthereumClient
import Primitives

/// Reads the logs of a deployment's contracts with what their transactions and blocks say.
struct HistoryReading {
    let client: EthereumClient

    /// The events since the deployment's first block, in the order of the chain.
    func events(of deployment: Deployment) async throws(CommandFailure) -> [HistoryEvent] {
        var addresses = [deployment.kms, deployment.timelock, deployment.safe]
        if let app = deployment.app { addresses.append(app) }
        let first = BlockNumber(deployment.firstBlock ?? 0)
        let head = try await client.asking { client throws(ClientError) in
            try await client.blockNumber()
        }
        let filter = LogFilter(blocks: .range(first...max(first, head)), addresses: addresses)
        let records = try await client.asking { client throws(ClientError) in
            try await client.getLogs(filter)
        }
        var events: [HistoryEvent] = []
        var times: [BlockNumber: Timestamp] = [:]
        var transactions: [Hash32: (sender: Address, input: Bytes)] = [:]
        for record in records {
            let time = try await time(of: record, &times)
            let transaction = try await transaction(record.transactionHash, &transactions)
            events.append(
                HistoryEvent(
                    log: record.log, block: record.blockNumber, time: time,
                    transaction: record.transactionHash, sender: transaction.sender,
                    calldata: transaction.input))
        }
        return events
    }

    private func time(
        of record: LogRecord, _ known: inout [BlockNumber: Timestamp]
    ) async throws(CommandFailure) -> Timestamp {
        if let time = known[record.blockNumber] { return time }
        let header = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.hash(record.blockHash))
        }
        guard let header else {
            throw CommandFailure(.chain, "the node has no block \(record.blockHash) of its own log")
        }
        known[record.blockNumber] = header.header.timestamp
        return header.header.timestamp
    }

    private func transaction(
        _ hash: Hash32, _ known: inout [Hash32: (sender: Address, input: Bytes)]
    ) async throws(CommandFailure) -> (sender: Address, input: Bytes) {
        if let transaction = known[hash] { return transaction }
        let found = try await client.asking { client throws(ClientError) in
            try await client.getTransactionByHash(hash)
        }
        guard let found else {
            throw CommandFailure(.chain, "the node has no transaction \(hash) of its own log")
        }
        let transaction = (found.from, found.signed?.transaction.input ?? Bytes())
        known[hash] = transaction
        return transaction
    }
}
