import ChainView
import Codec
import Glibc
import Primitives

/// The state folder as the way between a person's command and the running service: an order is a
/// file there, which the service takes and answers by another. Who can write there can change the
/// state itself; nobody else can order anything.
public struct OrderFolder: Sendable {
    /// The answer to an order.
    public struct Answer: Hashable, Sendable {
        /// The order's id.
        public let id: String
        /// Whether it was done; if not, nothing was changed.
        public let isDone: Bool
        /// What was done, or why not.
        public let sentence: String

        /// An answer.
        public init(id: String, isDone: Bool, sentence: String) {
            self.id = id
            self.isDone = isDone
            self.sentence = sentence
        }
    }

    private static let mostBytes = 16_384

    /// The state folder.
    public let path: String

    /// The folder at `path`.
    public init(_ path: String) {
        self.path = path
    }

    private var order: String { path + "/heads-order.json" }
    private var taken: String { path + "/heads-order.taken" }
    private var answer: String { path + "/heads-answer.json" }

    /// Drops what an earlier run left: an order is for the service that runs when it is given.
    func clear() {
        for file in [order, taken, answer] { _ = unsafe unlink(file) }
    }

    /// Takes the order that waits, so that nobody else does and it cannot be withdrawn any more.
    ///
    /// - Returns: The order; a sentence where the file is none, which is removed; nil where none waits.
    func take() -> Result<HeadOrder, OrderFault>? {
        guard unsafe rename(order, taken) == 0 else { return nil }
        defer { _ = unsafe unlink(taken) }
        guard let bytes = ownBytes(taken) else {
            return .failure(OrderFault("cannot be read, or is not the service's own"))
        }
        guard let value = try? JSONValue(parsing: bytes), let order = HeadOrder(json: value) else {
            return .failure(OrderFault("is no order of this version"))
        }
        return .success(order)
    }

    /// Answers an order.
    ///
    /// - Returns: Whether the answer is on the disk.
    func put(_ answer: Answer) -> Bool {
        let value: JSONValue = [
            "version": 1, "id": .string(answer.id), "isDone": .bool(answer.isDone),
            "sentence": .string(answer.sentence),
        ]
        return write(value, to: self.answer)
    }

    /// Leaves an order for the service. An order that waits already is replaced: the service that
    /// runs takes what it finds four times a second, so nobody waits for that one.
    ///
    /// - Returns: Whether the order is on the disk.
    public func put(_ order: HeadOrder) -> Bool {
        _ = unsafe unlink(answer)
        return write(order.json, to: self.order)
    }

    /// Takes the order back.
    ///
    /// - Returns: Whether it was still there; if not, the service has taken it.
    public func withdraw() -> Bool { unsafe unlink(order) == 0 }

    /// The answer to the order with the id; nil while there is none. It is removed.
    public func answer(to id: String) -> Answer? {
        guard let bytes = WatchedFile.read(answer, OrderFolder.mostBytes),
            let value = try? JSONValue(parsing: bytes), value["id"]?.string == id,
            let isDone = value["isDone"]?.bool, let sentence = value["sentence"]?.string
        else { return nil }
        _ = unsafe unlink(answer)
        return Answer(id: id, isDone: isDone, sentence: sentence)
    }

    /// Writes a file for the folder's owner, whoever writes it: root orders as well.
    private func write(_ value: JSONValue, to file: String) -> Bool {
        var folder = stat()
        guard unsafe stat(path, &folder) == 0 else { return false }
        return DurableFile.write(
            [UInt8]((value.serialized(.compact.ascii) + "\n").utf8), to: file,
            owner: geteuid() == 0 ? (folder.st_uid, folder.st_gid) : nil)
    }

    /// The bytes of a regular file that only the folder's owner, this process' user or root can have
    /// written.
    private func ownBytes(_ file: String) -> Bytes? {
        var folder = stat()
        var facts = stat()
        guard unsafe stat(path, &folder) == 0, unsafe lstat(file, &facts) == 0,
            facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o077 == 0,
            [0, geteuid(), folder.st_uid].contains(facts.st_uid)
        else { return nil }
        return WatchedFile.read(file, OrderFolder.mostBytes)
    }
}

/// Why a file is no order, without the file's name.
struct OrderFault: Error, Hashable, Sendable {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
