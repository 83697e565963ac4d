import EthereumClient
import Primitives

extension EthereumClient {
    /// Every log of contracts up to the newest block, in order; what a reorganisation takes back on
    /// the way is not among them.
    ///
    /// - Parameters:
    ///   - contracts: The contracts; none have no logs.
    ///   - topics: What the logs' topics must be, place by place; empty: anything.
    ///   - first: The first block.
    ///   - subject: What is read, for the notice of a long wait and for the fault.
    /// - Returns: The logs.
    /// - Throws: ``CommandFailure`` with the code `chain`.
    func events(
        of contracts: [Address], topics: [[Hash32]] = [], from first: UInt64, subject: String
    ) async throws(CommandFailure) -> [LogRecord] {
        guard !contracts.isEmpty else { return [] }
        let notice = SlowNotice("reading \(subject)")
        defer { notice.end() }
        let head = try await asking { client throws(ClientError) in
            try await client.blockNumber()
        }
        var scanner = LogScanner(
            client: self, addresses: contracts, topics: topics, from: BlockNumber(first), to: head)
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
            throw CommandFailure(scan: error, of: subject)
        }
        return records
    }
}
