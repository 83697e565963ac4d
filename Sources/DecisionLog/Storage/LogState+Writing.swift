import Glibc
import Primitives

extension LogState {
    /// Writes a group of records, without waiting for the disk.
    ///
    /// - Returns: Whether ``sync(_:)`` is to follow; none of them is there otherwise.
    mutating func write(_ group: LogGroup) -> Bool {
        guard repair(), journal.hasRoom(for: group) || settle() else { return false }
        guard !isJournaled || journal.write(group), records.write(group.block, at: end.offset)
        else { return undo() }
        return true
    }

    /// Waits until a group that was written is on the disk.
    ///
    /// - Returns: Whether its records are durable; none of them is there otherwise.
    mutating func sync(_ group: LogGroup) -> Bool {
        guard isJournaled ? journal.sync(group) : records.sync() else { return undo() }
        end = group.end
        if !isJournaled { settled = end }
        return true
    }

    /// Lets the disk begin with a good part of the file of records, so that settling it waits for
    /// little.
    mutating func beginSettling() {
        let start = max(begun, settled.offset)
        guard isJournaled, end.offset - start >= LogState.stepBytes else { return }
        records.beginSync(at: start, count: end.offset - start)
        begun = end.offset
    }

    /// Waits until the file of records keeps all of them by itself.
    private mutating func settle() -> Bool {
        guard repair() else { return false }
        return end == settled || complete(with: []) || undo()
    }

    /// Ends the writing: the journal is empty when the file of records keeps everything.
    mutating func close() {
        if settle() { _ = journal.cut() }
    }

    /// Signs a head over all records and appends it to the file of heads.
    ///
    /// - Parameters:
    ///   - key: Whose signature.
    ///   - time: Now.
    /// - Returns: The signed note; nil when it is not durable.
    mutating func sign(_ key: LogKey, at time: Timestamp) -> String? {
        guard settle() else { return nil }
        let head = Checkpoint(
            origin: key.identity.name, size: end.size, root: end.frontier.root, time: time)
        guard let note = head.note(signedBy: key) else { return nil }
        let line = [UInt8](StoredHead(note: note, end: end).line)
        guard !headsNeedRepair || heads.cut(at: headsOffset) else { return nil }
        headsNeedRepair = !heads.write(line, at: headsOffset) || !heads.sync()
        guard !headsNeedRepair else { return nil }
        headsOffset += line.count
        headSize = end.size
        return note
    }

    /// Takes back what may have been written of a group.
    ///
    /// - Returns: False.
    private mutating func undo() -> Bool {
        needsRepair = true
        _ = repair()
        return false
    }

    /// After a failed write or sync nobody knows what the file of records holds behind what was
    /// settled: it is cut there, and completed from the journal before anything else is written;
    /// where the journal does not know it either, nothing is cut and nothing more is written.
    private mutating func repair() -> Bool {
        guard needsRepair else { return true }
        guard journal.cut(), let groups = try? journal.groups(behind: settled),
            (groups.last?.end ?? settled) == end,
            records.cut(at: settled.offset), complete(with: groups)
        else { return false }
        needsRepair = false
        return true
    }

    /// Writes the groups of the journal to the file of records, up to the end of the log.
    ///
    /// - Returns: Whether it keeps them durably.
    mutating func complete(with groups: [LogGroup]) -> Bool {
        for group in groups {
            let start = group.end.offset - group.block.count
            guard records.write(group.block, at: start) else { return false }
        }
        guard records.sync() else { return false }
        settled = end
        journal.restart()
        return true
    }
}
