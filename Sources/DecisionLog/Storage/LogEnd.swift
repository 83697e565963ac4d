import Primitives

/// Where a log ends.
struct LogEnd: Equatable {
    /// The tree over its records.
    var frontier = MerkleFrontier()
    /// The leaf hash of the last record; zero for none.
    var last = Hash32.zero
    /// Where the next record begins in the file of records.
    var offset = 0

    /// The number of records.
    var size: UInt64 { frontier.size }

    /// Moves behind a record.
    mutating func append(_ leaf: Hash32) {
        frontier.append(leaf)
        last = leaf
    }

    /// Whether a record is the next one.
    func isFollowed(by record: LogRecord) -> Bool {
        record.index == size && record.previous == last
    }
}
