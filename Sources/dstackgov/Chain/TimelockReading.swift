import Chain
import Contracts
import EthereumClient
import Governance
import Primitives

/// Reads the logs of a timelock, page by page, and confirms with the contract what they tell.
struct TimelockReading {
    let client: EthereumClient
    let timelock: Address

    /// What the logs tell from `first` on.
    func history(from first: UInt64) async throws(CommandFailure) -> TimelockHistory {
        let records = try await client.events(
            of: [timelock], from: first, subject: "the events of the timelock \(timelock)")
        return TimelockHistory(try await withTimes(records))
    }

    /// The accounts that hold `role` by the logs, as far as the contract says so too.
    func confirmed(
        _ role: Hash32, in history: TimelockHistory
    ) async throws(CommandFailure) -> [Address] {
        var holders: [Address] = []
        for account in history.roles.holders(of: role) {
            let call = AccessControl.HasRole(role: role, account: account)
            if try await client.read(call, of: timelock) { holders.append(account) }
        }
        return holders
    }

    private func withTimes(
        _ records: [LogRecord]
    ) async throws(CommandFailure) -> [TimelockRecord] {
        var times: [Hash32: Timestamp] = [:]
        var timed: [TimelockRecord] = []
        for record in records {
            if times[record.blockHash] == nil {
                times[record.blockHash] = try await time(of: record)
            }
            guard let time = times[record.blockHash] else { continue }
            timed.append(
                TimelockRecord(log: record.log, time: time, transaction: record.transactionHash))
        }
        return timed
    }

    private func time(of record: LogRecord) async throws(CommandFailure) -> Timestamp {
        let header = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.hash(record.blockHash))
        }
        guard let header else {
            throw CommandFailure(.chain, "the node has no block \(record.blockHash) of its own log")
        }
        return header.header.timestamp
    }
}
