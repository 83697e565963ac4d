import Codec
import Primitives

/// Records that are written and synced together: their lines, and where the log ends behind them.
/// Nothing of it is on the disk yet.
struct LogGroup {
    /// Where the log ends behind the group.
    private(set) var end: LogEnd
    /// The lines, each with its line feed.
    private(set) var block: [UInt8] = []
    /// Where the records will stand.
    private(set) var receipts: [LogReceipt] = []

    /// An empty group.
    init(behind end: LogEnd) { self.end = end }

    /// Adds a record.
    ///
    /// - Returns: Where it will stand; nil when it is too large.
    mutating func add(_ record: any JSONWritable) -> LogReceipt? {
        let index = end.size
        let start = block.count
        guard
            let leaf = LogRecord.append(record, index: index, previous: end.last, to: &block)
        else { return nil }
        end.append(leaf)
        end.offset += block.count - start
        let receipt = LogReceipt(index: index, leaf: leaf)
        receipts.append(receipt)
        return receipt
    }

    /// Adds a record that was written before.
    ///
    /// - Returns: Whether it is the next one.
    mutating func add(_ record: LogRecord) -> Bool {
        guard end.isFollowed(by: record) else { return false }
        block += record.line
        block.append(0x0a)
        end.append(record.leaf)
        end.offset += record.line.count + 1
        return true
    }
}
