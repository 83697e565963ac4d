import Glibc
import Primitives

/// The files of a log as the one thread that writes them sees them.
struct LogState {
    /// What one start may cut: more than that is no torn write but a file that somebody changed.
    static let mostTornBytes = LogJournal.mostBytes

    /// How many bytes of the file of records the disk begins with at once.
    static let stepBytes = 256 << 10

    let records: LogFile
    let heads: LogFile
    var journal: LogJournal
    /// Whether groups are synced in the journal; where memory is the disk they need no sync.
    let isJournaled: Bool
    /// The end of the durable records.
    var end = LogEnd()
    /// The end of those that the file of records keeps durably by itself.
    var settled = LogEnd()
    /// Up to where the disk has begun with the file of records.
    var begun = 0
    var headsOffset = 0
    /// The size of the tree at the last signed head.
    var headSize: UInt64 = 0
    /// What the start cut.
    var tornBytes = 0
    /// How many records the start found in the journal alone.
    var restored: UInt64 = 0
    /// Whether a write failed, so that the file must be cut back before the next one.
    var needsRepair = false, headsNeedRepair = false

    /// Opens or makes the log in `folder` and brings it to its last durable record.
    init(folder: String, identity: LogIdentity) throws(LogError) {
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw LogError(.system, folder, "cannot be made (error \(errno))")
        }
        records = try LogFile(path: folder + "/records.jsonl", isWritable: true)
        heads = try LogFile(path: folder + "/heads.jsonl", isWritable: true)
        journal = try LogJournal(path: folder + "/journal.jsonl")
        isJournaled = !LogFile.isInMemory(folder)
        LogFile.syncFolder(folder)
        try records.lock()
        try readHeads(identity)
        try readRecords(folder)
        try readJournal()
    }

    /// Finds the last head. Heads are few, so all lines are read; only the last one is used.
    private mutating func readHeads(_ identity: LogIdentity) throws(LogError) {
        var scanner = LineScanner(heads, from: 0)
        var found: StoredHead?
        while let line = try scanner.next() {
            guard let head = StoredHead(line: line) else { break }
            found = head
            headsOffset = scanner.offset
        }
        let rest = try heads.size() - headsOffset
        guard rest <= LogState.mostTornBytes, rest == 0 || heads.cut(at: headsOffset) else {
            throw LogError(.head, heads.path, "no heads from byte \(headsOffset) on")
        }
        guard let found else { return }
        guard found.isSigned(by: identity) else {
            throw LogError(
                .head, heads.path,
                "the last head is not signed by \(identity); is this the log's key?")
        }
        guard try records.size() >= found.end.offset else {
            throw LogError(
                .shorter, records.path,
                "a signed head counts \(found.end.size) records in \(found.end.offset) bytes, "
                    + "and the file is shorter: records were removed")
        }
        end = found.end
        headSize = end.size
    }

    /// Reads the records behind the last head, and cuts what a crash left unfinished.
    private mutating func readRecords(_ folder: String) throws(LogError) {
        var scanner = LineScanner(records, from: end.offset)
        while let line = try scanner.next() {
            guard let record = LogRecord(line: line), end.isFollowed(by: record) else { break }
            end.append(record.leaf)
            end.offset = scanner.offset
        }
        tornBytes = try records.size() - end.offset
        guard tornBytes > 0 else { return }
        guard tornBytes <= LogState.mostTornBytes else {
            throw LogError(
                .record, records.path,
                "record \(end.size) at byte \(end.offset) is damaged and \(tornBytes) bytes "
                    + "follow: no torn write leaves so many; restore the file, or move the folder away"
            )
        }
        try keep(try records.read(at: end.offset, count: tornBytes), in: folder)
        guard records.cut(at: end.offset) else {
            throw LogError(.system, records.path, "cannot be cut (error \(errno))")
        }
    }

    /// Completes the file of records with what only the journal keeps.
    private mutating func readJournal() throws(LogError) {
        let groups = try journal.groups(behind: end)
        let size = end.size
        end = groups.last?.end ?? end
        restored = end.size - size
        guard complete(with: groups) else {
            throw LogError(.system, records.path, "cannot be written (error \(errno))")
        }
    }

    /// Keeps what is cut, for whoever wants to know.
    private func keep(_ bytes: [UInt8], in folder: String) throws(LogError) {
        let file = try LogFile(path: "\(folder)/torn-\(end.size)", isWritable: true)
        guard file.write(bytes, at: 0), file.sync() else {
            throw LogError(.system, file.path, "cannot be written (error \(errno))")
        }
    }
}
