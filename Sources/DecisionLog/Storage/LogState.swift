import Glibc
import Primitives

/// The files of a log as the one thread that writes them sees them.
struct LogState {
    /// What one start may cut: more than that is no torn write but a file that somebody changed.
    static let mostTornBytes = 8 << 20

    let records: LogFile
    let heads: LogFile
    var frontier = MerkleFrontier()
    var last = Hash32.zero
    /// The end of the durable records.
    var offset = 0
    var headsOffset = 0
    /// The size of the tree at the last signed head.
    var headSize: UInt64 = 0
    /// What the start cut.
    var tornBytes = 0
    /// Whether a write failed, so that the file must be cut back before the next one.
    var needsRepair = false, headsNeedRepair = false

    /// Opens or makes the log in `folder` and brings it to its last durable record.
    init(folder: String, identity: LogIdentity) throws(LogError) {
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw LogError(.system, folder, "cannot be made (error \(errno))")
        }
        records = try LogFile(path: folder + "/records.jsonl", isWritable: true)
        heads = try LogFile(path: folder + "/heads.jsonl", isWritable: true)
        LogFile.syncFolder(folder)
        try records.lock()
        try readHeads(identity)
        try readRecords(folder)
    }

    /// Finds the last head. Heads are few, so all lines are read; only the last one is used.
    private mutating func readHeads(_ identity: LogIdentity) throws(LogError) {
        var scanner = LineScanner(heads, from: 0)
        var found: StoredHead?
        var end = 0
        while let line = try scanner.next() {
            guard let head = StoredHead(line: line) else { break }
            found = head
            end = scanner.offset
        }
        let size = try heads.size()
        guard size - end <= LogState.mostTornBytes, size == end || heads.cut(at: end) else {
            throw LogError(.head, heads.path, "no heads from byte \(end) on")
        }
        headsOffset = end
        guard let found else { return }
        guard found.isSigned(by: identity) else {
            throw LogError(
                .head, heads.path,
                "the last head is not signed by \(identity); is this the log's key?")
        }
        guard try records.size() >= found.offset else {
            throw LogError(
                .shorter, records.path,
                "a signed head counts \(found.frontier.size) records in \(found.offset) bytes, "
                    + "and the file is shorter: records were removed")
        }
        (frontier, last, offset) = (found.frontier, found.last, found.offset)
        headSize = found.frontier.size
    }

    /// Reads the records behind the last head, and cuts what a crash left unfinished.
    private mutating func readRecords(_ folder: String) throws(LogError) {
        var scanner = LineScanner(records, from: offset)
        while let line = try scanner.next() {
            guard let record = LogRecord(line: line), record.index == frontier.size,
                record.previous == last
            else { break }
            last = record.leaf
            frontier.append(last)
            offset = scanner.offset
        }
        tornBytes = try records.size() - offset
        guard tornBytes > 0 else { return }
        guard tornBytes <= LogState.mostTornBytes else {
            throw LogError(
                .record, records.path,
                "record \(frontier.size) at byte \(offset) is damaged and \(tornBytes) bytes "
                    + "follow: no torn write leaves so many; restore the file, or move the folder away"
            )
        }
        try keep(try records.read(at: offset, count: tornBytes), in: folder)
        guard records.cut(at: offset) else {
            throw LogError(.system, records.path, "cannot be cut (error \(errno))")
        }
    }

    /// Keeps what is cut, for whoever wants to know.
    private func keep(_ bytes: [UInt8], in folder: String) throws(LogError) {
        let file = try LogFile(path: "\(folder)/torn-\(frontier.size)", isWritable: true)
        guard file.write(bytes, at: 0), file.sync() else {
            throw LogError(.system, file.path, "cannot be written (error \(errno))")
        }
    }
}
