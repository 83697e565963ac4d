import Codec
import Primitives

extension RPCCall where Result == [LogRecord] {
    /// `eth_getLogs`: logs by a filter. Every log must be one that was asked for; whether all are
    /// there, one node's answer cannot prove.
    public static func getLogs(_ filter: LogFilter) -> RPCCall {
        RPCCall<[LogRecord]>(
            "eth_getLogs", [filter.parameter], responseLimit: ResponseLimit.logs
        ) { reader throws(JSONError) in try LogRecord.list(&reader) }
        .checked { records throws(AnswerFault) in
            try filter.check(records)
            return records
        }
        .readingAhead { text, rules in
            guard text.count >= LogsAhead.leastByteCount, Cores.count > 1 else { return nil }
            let ahead = await LogsAhead(in: text, rules, filter)
            return { reader throws(AnswerFault) in try ahead.list(&reader) }
        }
    }
}

extension LogFilter {
    /// Whether all of these logs are asked for, and still on the chain.
    func fits(_ records: [LogRecord]) -> Bool {
        let records = records.span
        for place in records.indices where !fits(records[place]) { return false }
        return true
    }

    private func fits(_ record: borrowing LogRecord) -> Bool {
        matches(blockNumber: record.blockNumber, blockHash: record.blockHash)
            && matches(record.log) && !record.isRemoved
    }

    /// Refuses a log that is not asked for, and one that is no longer on the chain.
    func check(_ records: [LogRecord]) throws(AnswerFault) {
        guard !fits(records) else { return }
        for record in records where !fits(record) {
            throw .mismatch(
                member: "log", expected: "one of the filter's",
                found: "log \(record.logIndex) of block \(record.blockNumber)")
        }
    }
}

extension EthereumClient {
    /// Logs by a filter. Every log is one that was asked for; whether all are there, one node's
    /// answer cannot prove.
    public func getLogs(_ filter: LogFilter) async throws(ClientError) -> [LogRecord] {
        try await send(.getLogs(filter))
    }
}
