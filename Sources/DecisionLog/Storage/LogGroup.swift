import Codec
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
    /// - Returns: Where it will stand; nil when it is too large.
    mutating func add(_ record: any JSONWritable) -> LogReceipt? {
        let index = frontier.size
        guard
            let leaf = LogRecord.append(record, index: index, previous: last, to: &block)
        else { return nil }
        last = leaf
        frontier.append(leaf)
        let receipt = LogReceipt(index: index, leaf: leaf)
        receipts.append(receipt)
        return receipt
    }
}
