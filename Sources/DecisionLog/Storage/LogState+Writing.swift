import Glibc
import Primitives

extension LogState {
    /// Appends records in one write and one sync.
    ///
    /// - Parameter contents: Canonical JSON, one for each record.
    /// - Returns: Where they stand; nil when they are not durable, and then none of them is there.
    mutating func append(_ contents: [Bytes]) -> [LogReceipt]? {
        guard repair() else { return nil }
        var next = (frontier: frontier, last: last)
        var receipts: [LogReceipt] = []
        var block: [UInt8] = []
        for content in contents {
            let line = LogRecord.line(
                index: next.frontier.size, previous: next.last, content: content)
            next.last = MerkleHash.leaf(line)
            receipts.append(LogReceipt(index: next.frontier.size, leaf: next.last))
            next.frontier.append(next.last)
            unsafe line.withUnsafeBytes { raw in unsafe block.append(contentsOf: raw) }
            block.append(0x0a)
        }
        guard records.write(block, at: offset), records.sync() else {
            needsRepair = true
            _ = repair()
            return nil
        }
        offset += block.count
        (frontier, last) = next
        return receipts
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
