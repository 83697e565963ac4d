import Glibc
import Primitives

extension LogState {
    /// Writes a group of records, without waiting for the disk.
    ///
    /// - Returns: Whether ``sync(_:)`` is to follow; none of them is there otherwise.
    mutating func write(_ group: LogGroup) -> Bool {
        guard repair() else { return false }
        guard records.write(group.block, at: offset) else { return undo() }
        records.beginSync(at: offset, count: group.block.count)
        return true
    }

    /// Waits until a group that was written is on the disk.
    ///
    /// - Returns: Whether its records are durable; none of them is there otherwise.
    mutating func sync(_ group: LogGroup) -> Bool {
        guard records.sync() else { return undo() }
        offset += group.block.count
        (frontier, last) = (group.frontier, group.last)
        return true
    }

    /// Cuts off what may have been written of a group.
    ///
    /// - Returns: False.
    private mutating func undo() -> Bool {
        needsRepair = true
        _ = repair()
        return false
    }

    /// Signs a head over all records and appends it to the file of heads.
    ///
    /// - Parameters:
    ///   - key: Whose signature.
    ///   - time: Now.
    /// - Returns: The signed note; nil when it is not durable.
    mutating func sign(_ key: LogKey, at time: Timestamp) -> String? {
        let head = Checkpoint(
            origin: key.identity.name, size: frontier.size, root: frontier.root, time: time)
        guard let note = head.note(signedBy: key) else { return nil }
        let line = [UInt8](
            StoredHead(note: note, frontier: frontier, last: last, offset: offset).line)
        guard !headsNeedRepair || heads.cut(at: headsOffset) else { return nil }
        headsNeedRepair = !heads.write(line, at: headsOffset) || !heads.sync()
        guard !headsNeedRepair else { return nil }
        headsOffset += line.count
        headSize = frontier.size
        return note
    }

    /// After a failed write or sync nobody knows what the disk holds behind the durable records, so
    /// it is cut off before anything is written again.
    private mutating func repair() -> Bool {
        guard needsRepair else { return true }
        needsRepair = !records.cut(at: offset)
        return !needsRepair
    }
}
