import Codec
import Primitives

/// A line of the file of heads: the signed note, and what lets a start go on from there without
/// reading the records before.
struct StoredHead {
    let note: String
    /// Where the log ends that the note is about.
    let end: LogEnd

    /// The line, with its line feed.
    var line: Bytes {
        let value: JSONValue = [
            "size": .number(String(end.size)), "note": .string(note),
            "roots": .array(end.frontier.roots.map { .string($0.hex) }),
            "last": .string(end.last.hex),
            "offset": .number(String(end.offset)),
        ]
        return value.serializedBytes(.compact.ascii) + Bytes([0x0a])
    }

    init(note: String, end: LogEnd) {
        self.note = note
        self.end = end
    }

    /// The head that a line writes; nil when it is none.
    init?(line: Bytes) {
        guard let value = try? JSONValue(parsing: line, limits: LogRecord.limits),
            let size = value["size"]?.integer(as: UInt64.self), let note = value["note"]?.string,
            let items = value["roots"]?.array, let offset = value["offset"]?.integer(as: Int.self),
            let last = value["last"]?.string.flatMap({ try? Hash32(hex: $0) }), offset >= 0
        else { return nil }
        let roots = items.compactMap { $0.string.flatMap { try? Hash32(hex: $0) } }
        guard roots.count == items.count, let frontier = MerkleFrontier(size: size, roots: roots)
        else { return nil }
        self.init(note: note, end: LogEnd(frontier: frontier, last: last, offset: offset))
    }

    /// Whether the note is signed and about this tree.
    func isSigned(by identity: LogIdentity) -> Bool {
        guard let checkpoint = Checkpoint(note: note, signedBy: identity) else { return false }
        return checkpoint.size == end.size && checkpoint.root == end.frontier.root
            && checkpoint.origin == identity.name
    }
}
