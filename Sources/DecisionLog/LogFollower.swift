public import Primitives

/// Follows a log that somebody else writes: each step reads what came behind the last signed head
/// that it knows, and checks that it goes on from there.
///
/// A step costs what is new, however long the log is. That the log is still the one that was read
/// needs no second reading: a head is signed over all records from the first on, so the next head
/// has another root than ours where an earlier record was changed and signed again.
public struct LogFollower: Sendable {
    /// The records under a signed head.
    public struct Tree: Hashable, Sendable {
        /// How many they are.
        public let size: UInt64
        /// The root of the tree over them.
        public let root: Hash32

        /// A tree as it was verified once.
        public init(size: UInt64, root: Hash32) {
            self.size = size
            self.root = root
        }
    }

    /// Where the next step begins: at the last record under the last head.
    private struct Mark {
        var frontier = MerkleFrontier()
        var last = Hash32.zero
        var lastOffset = 0
        var headLine: Bytes?
        var headOffset = 0
        var headCount = 0
    }

    private let folder: String
    private let identity: LogIdentity
    private var mark = Mark()
    private var expected: Tree?
    /// How many records all steps have read.
    public private(set) var readCount: UInt64 = 0

    /// Begins at the first record.
    ///
    /// - Parameters:
    ///   - folder: The log's folder.
    ///   - identity: Whose signatures the heads must carry.
    ///   - expected: A tree that was verified before, with which the log must begin; nil for none.
    public init(folder: String, signedBy identity: LogIdentity, beginningWith expected: Tree? = nil)
    {
        self.folder = folder
        self.identity = identity
        self.expected = expected
    }

    /// The records under the last signed head that was read.
    public var tree: Tree { Tree(size: mark.frontier.size, root: mark.frontier.root) }

    /// Reads what is new. The records behind the last head are read again by the next step: until
    /// they are signed, the writer may take them back.
    ///
    /// - Parameter body: Called with each record in order, and whether a head is signed over it.
    /// - Returns: What the log is as a whole.
    /// - Throws: ``LogError`` at the first record or head that is not what was written, or not what
    ///   was there before; then nothing counts as read.
    @discardableResult
    public mutating func next(
        _ body: (_ record: LogRecord, _ isSigned: Bool) throws(LogError) -> Void
    ) throws(LogError) -> LogReader.Report {
        // Heads first: records that are appended meanwhile are more than the heads count, not fewer.
        let heads = try LogFile(path: folder + "/heads.jsonl", isWritable: false)
        let records = try LogFile(path: folder + "/records.jsonl", isWritable: false)
        return try next(heads: heads, records: records, body)
    }

    mutating func next(
        heads: LogFile, records: LogFile,
        _ body: (_ record: LogRecord, _ isSigned: Bool) throws(LogError) -> Void
    ) throws(LogError) -> LogReader.Report {
        var next = mark
        let found = try newHeads(heads, &next)
        let signedSize = found.last?.end.size ?? mark.frontier.size
        var comparison = Comparison(found: found[...], expected: expected, path: heads.path)
        var frontier = mark.frontier
        var last = mark.last
        var scanner = LineScanner(records, from: mark.lastOffset)
        try checkLast(&scanner, records.path)
        try comparison.compare(frontier)
        var start = scanner.offset
        while let line = try scanner.next() {
            guard let record = LogRecord(line: line), record.index == frontier.size,
                record.previous == last
            else {
                throw LogError(
                    .record, records.path,
                    "record \(frontier.size) (line \(frontier.size + 1)) is not what was "
                        + "written there")
            }
            readCount += 1
            last = record.leaf
            frontier.append(last)
            try comparison.compare(frontier)
            if frontier.size == signedSize {
                (next.frontier, next.last, next.lastOffset) = (frontier, last, start)
            }
            try body(record, record.index < signedSize)
            start = scanner.offset
        }
        try comparison.finish(frontier.size, records.path)
        mark = next
        expected = nil
        return LogReader.Report(
            size: frontier.size, root: frontier.root, heads: mark.headCount,
            unsigned: frontier.size - signedSize,
            tornBytes: max(0, try records.size() - scanner.offset))
    }

    /// The heads behind the last one that was read, which must still be there.
    private func newHeads(
        _ heads: LogFile, _ next: inout Mark
    ) throws(LogError) -> [StoredHead] {
        var scanner = LineScanner(heads, from: mark.headOffset)
        if let line = mark.headLine {
            guard try scanner.next() == line else {
                throw LogError(
                    .head, heads.path,
                    "the head over \(mark.frontier.size) records, which was there before, is not "
                        + "there any more")
            }
        }
        var found: [StoredHead] = []
        var start = scanner.offset
        while let line = try scanner.next() {
            let size = found.last?.end.size ?? mark.frontier.size
            guard let head = StoredHead(line: line), head.isSigned(by: identity),
                size <= head.end.size
            else {
                throw LogError(
                    .head, heads.path,
                    "head \(next.headCount + 1) is not signed by \(identity), or counts fewer "
                        + "records than the one before")
            }
            found.append(head)
            (next.headLine, next.headOffset) = (line, start)
            next.headCount += 1
            start = scanner.offset
        }
        return found
    }

    /// Reads the last record under the last head again.
    private mutating func checkLast(
        _ scanner: inout LineScanner, _ path: String
    ) throws(LogError) {
        guard mark.frontier.size > 0 else { return }
        guard let line = try scanner.next() else {
            throw LogError(
                .shorter, path,
                "\(mark.frontier.size) signed records were there before, and the file is shorter: "
                    + "records were removed")
        }
        readCount += 1
        guard MerkleHash.leaf(line) == mark.last else {
            throw LogError(
                .record, path,
                "record \(mark.frontier.size - 1) is not what it was when it was read before")
        }
    }
}

/// Holds a growing tree against signed heads, and against a tree that was verified before.
private struct Comparison {
    var found: ArraySlice<StoredHead>
    let expected: LogFollower.Tree?
    let path: String

    mutating func compare(_ frontier: MerkleFrontier) throws(LogError) {
        while let head = found.first, head.end.size == frontier.size {
            guard head.end.frontier == frontier else {
                throw LogError(
                    .head, path,
                    "the head over \(frontier.size) records has another root: "
                        + "records were changed after it was signed")
            }
            found.removeFirst()
        }
        guard let expected, expected.size == frontier.size else { return }
        guard expected.root == frontier.root else {
            throw LogError(
                .head, path,
                "the first \(frontier.size) records have another root than when they were "
                    + "verified before: records were changed and signed again")
        }
    }

    func finish(_ size: UInt64, _ records: String) throws(LogError) {
        if let head = found.first {
            throw LogError(
                .shorter, records,
                "a signed head counts \(head.end.size) records and "
                    + "\(size) are there: records were removed")
        }
        guard let expected, expected.size > size else { return }
        throw LogError(
            .shorter, records,
            "\(expected.size) signed records were verified before and \(size) are there: "
                + "records were removed")
    }
}
