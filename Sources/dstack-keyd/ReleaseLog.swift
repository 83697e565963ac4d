import Glibc
import Synchronization

/// The record of requests: appended and synced before keys leave.
final class ReleaseLog: Sendable {
    /// The log cannot be opened.
    struct Fault: Error, CustomStringConvertible {
        /// The path and the system's word.
        let description: String
    }

    private let descriptor: Mutex<Int32>

    /// Opens or makes the log at `path`.
    init(path: String) throws(Fault) {
        let opened = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw Fault(description: "--log-file \(path): cannot be opened (error \(errno))")
        }
        descriptor = Mutex(opened)
    }

    deinit {
        descriptor.withLock { number in _ = close(number) }
    }

    /// Appends a record and waits until it is on the disk.
    ///
    /// - Returns: Whether the record is durable; keys without one must not leave.
    func append(_ record: ReleaseRecord) -> Bool {
        let line = [UInt8](record.line.utf8)
        return descriptor.withLock { number in
            var rest = line[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { raw in
                    unsafe write(number, raw.baseAddress, raw.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return fdatasync(number) == 0
        }
    }
}
