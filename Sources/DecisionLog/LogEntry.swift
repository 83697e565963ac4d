public import Codec
public import Primitives

/// A record that is told where it stands: what it writes is recorded, as compact ASCII JSON.
///
/// All is called on the log's thread, and must not block.
public protocol LogEntry: AnyObject, JSONWritable, Sendable {
    /// Makes what is signed about the record once it is durable, from where it will stand; nil
    /// signs nothing.
    func statement(_ receipt: LogReceipt) -> Bytes?

    /// Takes where the record stands, or nil when it is not durable: nothing may be allowed then.
    func recorded(_ receipt: LogReceipt?)
}

/// A record for which a task waits.
final class AwaitedEntry<Record: JSONWritable & Sendable>: LogEntry {
    private let record: Record
    private let statement: (@Sendable (LogReceipt) -> Bytes)?
    private let continuation: CheckedContinuation<LogReceipt?, Never>

    init(
        _ record: Record, _ statement: (@Sendable (LogReceipt) -> Bytes)?,
        _ continuation: CheckedContinuation<LogReceipt?, Never>
    ) {
        self.record = record
        self.statement = statement
        self.continuation = continuation
    }

    func write(to writer: inout JSONWriter) { record.write(to: &writer) }

    func statement(_ receipt: LogReceipt) -> Bytes? { statement?(receipt) }

    func recorded(_ receipt: LogReceipt?) { continuation.resume(returning: receipt) }
}
