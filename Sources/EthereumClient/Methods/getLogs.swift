import Codec
import Primitives

extension RPCCall where Result == [LogRecord] {
    /// `eth_getLogs`: logs by a filter. Every log must be one that was asked for; whether all are
    /// there, one node's answer cannot prove.
    public static func getLogs(_ filter: LogFilter) -> RPCCall {
        RPCCall<[LogRecord]>(
            "eth_getLogs", [filter.parameter], responseLimit: ResponseLimit.logs
        ) { reader throws(JSONError) in try LogRecord.list(&reader) }
        .readingAhead { text, rules in
            guard text.count >= LogsAhead.leastByteCount else { return nil }
            let ahead = await LogsAhead(in: text, rules)
            return { reader throws(AnswerFault) in
                do throws(JSONError) { return try ahead.list(&reader) } catch {
                    throw .json(error)
                }
            }
        }
        .checked { records throws(AnswerFault) in
            for place in records.indices { try records[place].check(filter) }
            return records
        }
    }
}

extension LogRecord {
    /// Refuses a log that the filter does not ask for, and one that is no longer on the chain.
    fileprivate func check(_ filter: LogFilter) throws(AnswerFault) {
        guard filter.matches(blockNumber: blockNumber, blockHash: blockHash),
            filter.matches(log), !isRemoved
        else {
            throw .mismatch(
                member: "log", expected: "one of the filter's",
                found: "log \(logIndex) of block \(blockNumber)")
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
