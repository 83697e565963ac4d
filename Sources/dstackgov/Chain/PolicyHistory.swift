import Chain
import Codec
import EthereumClient
import Governance
import Primitives

/// The events of contracts' policies, read page by page, and what the contracts say themselves.
struct PolicyHistory {
    let client: EthereumClient
    /// The first block whose events count.
    let firstBlock: UInt64

    /// Replays the events of `contracts`.
    ///
    /// - Parameters:
    ///   - contracts: The contracts.
    ///   - last: The last block whose events count; nil: all.
    /// - Returns: What they allow by their events.
    /// - Throws: ``CommandFailure`` with the code `chain`.
    func replay(
        _ contracts: [Address], upTo last: UInt64? = nil
    ) async throws(CommandFailure) -> PolicyReplay {
        var replay = PolicyReplay()
        for record in try await records(contracts) {
            if let last, record.blockNumber > BlockNumber(last) { continue }
            replay.take(record.log)
        }
        return replay
    }

    private func records(_ contracts: [Address]) async throws(CommandFailure) -> [LogRecord] {
        guard !contracts.isEmpty else { return [] }
        let notice = SlowNotice("reading the events of the policy")
        defer { notice.end() }
        let head = try await client.asking { client throws(ClientError) in
            try await client.blockNumber()
        }
        var scanner = LogScanner(
            client: client, addresses: contracts, from: BlockNumber(firstBlock), to: head)
        var records: [LogRecord] = []
        do throws(LogScanError) {
            while let event = try await scanner.next() {
                switch event {
                case .page(let page): records += page.logs
                case .rollback(to: let point):
                    records.removeAll { $0.blockNumber > point.number }
                }
            }
        } catch {
            throw CommandFailure(.chain, "the events of the policy: \(error)")
        }
        return records
    }

    /// Whether a contract allows a hash, asked of itself.
    func isAllowed(
        _ hash: Hash32, _ set: PolicySet, _ contract: Address
    ) async throws(CommandFailure) -> Bool {
        let data = try await client.asking { client throws(ClientError) in
            try await client.call(CallRequest(to: contract, input: set.asking(hash)))
        }
        guard let answer = (try? ABI.decode(data, as: [.bool]))?.first?.bool else {
            throw CommandFailure(
                .chain, "\(contract) gives no usable answer about \(set.rawValue)",
                remedy: "Is the right contract at this address, on this chain?")
        }
        return answer
    }
}
