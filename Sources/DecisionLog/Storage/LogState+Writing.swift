import Glibc
import Primitives

extension LogState {
    /// Appends a group of records in one write and one sync.
    ///
    /// - Returns: Whether they are durable; none of them is there otherwise.
    mutating func append(_ group: LogGroup) -> Bool {
        guard repair() else { return false }
        guard records.write(group.block, at: offset), records.sync() else {
            needsRepair = true
            _ = repair()
            return false
        }
        offset += group.block.count
        (frontier, last) = (group.frontier, group.last)
        return true
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
        guard heads.cut(at: headsOffset), heads.write(line, at: headsOffset), heads.sync() else {
            return nil
        }
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
