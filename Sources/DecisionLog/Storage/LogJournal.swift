import Primitives

/// The newest records once more: a write-ahead log, which is begun anew as soon as the file of
/// records keeps them by itself.
///
/// Its blocks are there and are written again and again, so a sync waits for the records alone. A
/// file that grows makes each sync wait for the file system's own bookkeeping as well.
///
/// Behind each group stands a seal, a line with the leaf hash of its last record and through that
/// one of all before it: where a write was torn, older lines show through, and could complete a
/// record to one that nobody wrote.
struct LogJournal {
    /// The bytes behind which it is begun anew.
    static let mostBytes = 8 << 20

    private let file: LogFile
    /// Where the next group is written.
    private var end = 0

    /// Opens or makes the journal.
    init(path: String) throws(LogError) { file = try LogFile(path: path, isWritable: true) }

    /// Whether a group still fits; in an empty journal each does.
    func hasRoom(for group: LogGroup) -> Bool {
        end == 0 || end + LogJournal.bytes(of: group) <= LogJournal.mostBytes
    }

    /// Writes a group behind those before it, and lets the disk begin with it; false when the
    /// system takes less. It counts when it is synced.
    func write(_ group: LogGroup) -> Bool {
        guard file.write(group.block, at: end),
            file.write(LogJournal.seal(group.end.last), at: end + group.block.count)
        else { return false }
        file.beginSync(at: end, count: LogJournal.bytes(of: group))
        return true
    }

    /// Waits until a group that was written is on the disk; false when that cannot be said.
    mutating func sync(_ group: LogGroup) -> Bool {
        guard file.sync() else { return false }
        end += LogJournal.bytes(of: group)
        return true
    }

    /// Begins anew: the file of records keeps all that is here.
    mutating func restart() { end = 0 }

    /// Cuts off what may be there of a group that did not become durable.
    func cut() -> Bool { file.cut(at: end) }

    /// Reads what the file of records may not keep yet.
    ///
    /// - Parameter kept: Where the file of records ends.
    /// - Returns: The groups behind that, as far as they are whole.
    /// - Throws: ``LogError``: the file cannot be read, or what it keeps does not follow.
    func groups(behind kept: LogEnd) throws(LogError) -> [LogGroup] {
        var groups: [LogGroup] = []
        var group = LogGroup(behind: kept)
        var scanner = LineScanner(file, from: 0)
        // What goes on from a whole group is one that was torn, or older.
        var next: (index: UInt64, previous: Hash32)?
        var stranger: UInt64?
        while let line = try scanner.next() {
            if let record = LogRecord(line: line) {
                if let next, next != (record.index, record.previous) { break }
                next = (record.index + 1, record.leaf)
                if record.index >= kept.size, !group.add(record) { stranger = record.index }
            } else {
                guard let next, line.elementsEqual(LogJournal.seal(next.previous).dropLast())
                else { break }
                if let stranger { throw foreign(stranger, kept) }
                if !group.block.isEmpty { groups.append(group) }
                group = LogGroup(behind: group.end)
            }
        }
        return groups
    }

    private func foreign(_ index: UInt64, _ kept: LogEnd) -> LogError {
        LogError(
            .record, file.path,
            "record \(index) does not follow the \(kept.size) of records.jsonl, which were "
                + "removed or changed; restore that file, or move the folder away")
    }

    private static func bytes(of group: LogGroup) -> Int {
        group.block.count + sealBytes
    }

    private static let sealBytes = seal(.zero).count

    /// The line behind a group.
    private static func seal(_ last: Hash32) -> [UInt8] { Array("\"\(last.hex)\"\n".utf8) }
}
