public import Primitives

/// Reads a log that somebody else may be writing, and checks all of it.
public struct LogReader {
    /// What a whole check found.
    public struct Report: Sendable, Equatable {
        /// The number of records, all of them in order and unchanged.
        public let size: UInt64
        /// The root of the tree over them.
        public let root: Hash32
        /// The number of signed heads, each of which belongs to the records.
        public let heads: Int
        /// The records behind the last head: whole, but signed by nobody yet.
        public let unsigned: UInt64
        /// The bytes behind the last whole record: a write that is going on, or was torn.
        public let tornBytes: Int
    }

    private let folder: String
    private let records: LogFile
    private let heads: LogFile

    /// Opens the log in `folder`.
    ///
    /// - Throws: ``LogError`` when its files cannot be read.
    public init(folder: String) throws(LogError) {
        self.folder = folder
        // Heads first: records that are appended meanwhile are more than the heads count, not fewer.
        heads = try LogFile(path: folder + "/heads.jsonl", isWritable: false)
        records = try LogFile(path: folder + "/records.jsonl", isWritable: false)
    }

    /// Calls `body` with each record in order, its place and the record before it checked.
    ///
    /// - Returns: The bytes behind the last whole record.
    /// - Throws: ``LogError`` with rule `record` at the first that is not what was written.
    @discardableResult
    public func read(
        _ body: (LogRecord) throws(LogError) -> Void
    ) throws(LogError) -> Int {
        var scanner = LineScanner(records, from: 0)
        var (index, previous) = (UInt64(0), Hash32.zero)
        while let line = try scanner.next() {
            guard let record = LogRecord(line: line), record.index == index,
                record.previous == previous
            else {
                throw LogError(
                    .record, records.path,
                    "record \(index) (line \(index + 1)) is not what was "
                        + "written there")
            }
            previous = record.leaf
            index += 1
            try body(record)
        }
        return max(0, try records.size() - scanner.offset)
    }

    /// Checks every record and every head.
    ///
    /// - Parameter identity: Whose signatures the heads must carry.
    /// - Returns: What was found.
    /// - Throws: ``LogError`` at the first record or head that is not what was written.
    public func verify(signedBy identity: LogIdentity) throws(LogError) -> Report {
        var follower = LogFollower(folder: folder, signedBy: identity)
        return try follower.next(heads: heads, records: records) { _, _ in }
    }

    /// The leaf hashes of all records, for proofs.
    ///
    /// - Throws: ``LogError`` as ``read(_:)`` does.
    public func leaves() throws(LogError) -> [Hash32] {
        var leaves: [Hash32] = []
        try read { record in leaves.append(record.leaf) }
        return leaves
    }

    /// The signed heads in their order.
    ///
    /// - Throws: ``LogError`` when the file cannot be read.
    public func notes() throws(LogError) -> [(size: UInt64, note: String)] {
        var notes: [(size: UInt64, note: String)] = []
        var scanner = LineScanner(heads, from: 0)
        while let line = try scanner.next() {
            guard let head = StoredHead(line: line) else { break }
            notes.append((head.end.size, head.note))
        }
        return notes
    }
}
