public import Codec
import Glibc
public import Primitives
import Synchronization

/// An append-only log of decisions: a Merkle tree over lines of JSON whose heads are signed.
///
/// One thread writes. All records that wait are written and synced together, so that a slow disk
/// costs each of them one sync and not many.
public final class LogWriter: Sendable {
    /// How many records may wait; one more is refused.
    public static let mostWaiting = 8_192

    /// How often heads are signed.
    public struct HeadRhythm: Sendable {
        /// After how many records.
        public var records: UInt64
        /// After how many seconds, when there is a new record.
        public var seconds: UInt64

        /// A rhythm; every 1,000 records and every minute unless said otherwise.
        public init(records: UInt64 = 1_000, seconds: UInt64 = 60) {
            self.records = records
            self.seconds = seconds
        }
    }

    /// What a start found.
    public struct Opening: Sendable {
        /// The number of records.
        public let size: UInt64
        /// The bytes of an unfinished write that were cut, and kept beside the log.
        public let tornBytes: Int
        /// How many records the journal alone kept: the system ended before the file of records did.
        public let restored: UInt64
    }

    /// Who signs the heads.
    public let identity: LogIdentity
    /// What the start found.
    public let opening: Opening
    private let thread: LogThread

    /// Opens or makes the log in `folder`, which one process at a time may do.
    ///
    /// - Parameters:
    ///   - folder: Holds `records.jsonl`, `heads.jsonl`, `journal.jsonl` and what was cut.
    ///   - key: Signs the heads.
    ///   - rhythm: How often.
    /// - Throws: ``LogError``: another process has it, it is not what was signed, or the system
    ///   refused.
    public init(
        folder: String, key: LogKey, rhythm: HeadRhythm = HeadRhythm()
    ) throws(LogError) {
        let state = try LogState(folder: folder, identity: key.identity)
        identity = key.identity
        opening = Opening(
            size: state.end.size, tornBytes: state.tornBytes, restored: state.restored)
        thread = LogThread(state, key: key, rhythm: rhythm)
        guard thread.start() else { throw LogError(.system, folder, "no thread can be made") }
    }

    deinit { thread.stop() }

    /// Appends a record and waits until it is on the disk.
    ///
    /// - Parameters:
    ///   - record: What is recorded; it is written as compact ASCII JSON.
    ///   - statement: Makes what is signed about the record once it is durable, such as the reply
    ///     that rests on it; nil signs nothing.
    /// - Returns: Where it stands; nil when it is not durable: nothing may be allowed then.
    public func append(
        _ record: some JSONWritable & Sendable,
        attesting statement: (@Sendable (LogReceipt) -> Bytes)? = nil
    ) async -> LogReceipt? {
        await withCheckedContinuation { continuation in
            submit(AwaitedEntry(record, statement, continuation))
        }
    }

    /// Appends a record and goes on; the entry is told when it is on the disk.
    public func submit(_ entry: some LogEntry) { thread.append(entry) }

    /// The numbers of now.
    public var status: LogStatus { thread.status.withLock { $0 } }

    /// Writes what waits, signs a last head and closes the files. Blocks the calling thread.
    public func close() { thread.stop() }
}

/// How a log does.
public struct LogStatus: Sendable, Equatable {
    /// The number of durable records.
    public var size: UInt64
    /// The size of the tree at the last signed head.
    public var headSize: UInt64
    /// The last signed head; empty before the first.
    public var head = ""
    /// Writes that failed, of whole groups.
    public var failures: UInt64 = 0
    /// Groups that were written and synced.
    public var groups: UInt64 = 0
    /// Whether the last write succeeded.
    public var isWritable = true
    /// How many records wait for the thread.
    public var waiting = 0
}
