import Codec
import DecisionLog
import Primitives

/// Checks a proof that a record is in a log, as `dstack-authd log prove` writes it, against the
/// log's key alone.
struct InclusionCheck {
    /// The record's place.
    let index: UInt64
    /// The record's leaf hash.
    let leaf: Hash32
    /// The number of records under the signed head.
    let size: UInt64

    /// Checks the proof in a file.
    ///
    /// - Throws: ``CommandFailure``: `refused` where the signature or the way to the root is wrong.
    init(path: String, identity: LogIdentity) throws(CommandFailure) {
        let bytes = try File.read(path)
        let document: JSONValue
        do throws(JSONError) { document = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        guard let line = document["record"]?.string,
            let record = LogRecord(line: Bytes(utf8: line)),
            let note = document["checkpoint"]?.string, let items = document["path"]?.array
        else {
            throw CommandFailure(
                .input, "\(path): no proof of a record",
                remedy: "Make one with dstack-authd log prove.")
        }
        guard let head = Checkpoint(note: note, signedBy: identity) else {
            throw CommandFailure(.refused, "\(path): the head is not signed by \(identity)")
        }
        let nodes = items.compactMap { $0.string.flatMap { try? Hash32(hex: $0) } }
        let proof = InclusionProof(index: record.index, size: head.size, path: nodes)
        guard nodes.count == items.count, proof.holds(leaf: record.leaf, root: head.root) else {
            throw CommandFailure(
                .refused, "\(path): the record is not under the head of \(head.size) records")
        }
        index = record.index
        leaf = record.leaf
        size = head.size
    }
}
