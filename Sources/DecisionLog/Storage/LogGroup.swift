import Primitives

/// Records that are written and synced together: their lines, and the tree behind them. Nothing of
/// it is on the disk yet.
struct LogGroup {
    private(set) var frontier: MerkleFrontier
    private(set) var last: Hash32
    /// The lines, each with its line feed.
    private(set) var block: [UInt8] = []
    /// Where the records will stand.
    private(set) var receipts: [LogReceipt] = []

    /// An empty group behind what a log holds; behind nothing where it is closed.
    init(behind state: LogState?) {
        frontier = state?.frontier ?? MerkleFrontier()
        last = state?.last ?? .zero
    }

    /// Adds a record.
    ///
    /// - Parameter content: Canonical JSON.
    /// - Returns: Where it will stand.
    mutating func add(_ content: Bytes) -> LogReceipt {
        let index = frontier.size
        last = LogRecord.append(index: index, previous: last, content: content, to: &block)
        frontier.append(last)
        let receipt = LogReceipt(index: index, leaf: last)
        receipts.append(receipt)
        return receipt
    }
}
