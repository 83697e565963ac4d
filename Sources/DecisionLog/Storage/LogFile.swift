import CLinux
import Glibc
import Primitives

/// An open file that only grows, except where a tail that nobody relies on is cut.
final class LogFile {
    let path: String
    private let descriptor: Int32

    /// Opens or makes the file, which only its owner can read.
    init(path: String, isWritable: Bool) throws(LogError) {
        self.path = path
        let flags = isWritable ? O_RDWR | O_CREAT : O_RDONLY
        descriptor = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LogError(.system, path, "cannot be opened (error \(errno))")
        }
    }

    deinit { close(descriptor) }

    /// Keeps other writers out until the file is closed.
    func lock() throws(LogError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw LogError(.locked, path, "another process writes this log")
        }
    }

    /// The size in bytes.
    func size() throws(LogError) -> Int {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else {
            throw LogError(.system, path, "cannot be examined (error \(errno))")
        }
        return Int(facts.st_size)
    }

    /// Up to `count` bytes at `offset`; fewer at the end.
    func read(at offset: Int, count: Int) throws(LogError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { raw in
                unsafe pread(
                    descriptor, raw.baseAddress?.advanced(by: filled), count - filled,
                    off_t(offset + filled))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else {
                throw LogError(.system, path, "cannot be read (error \(errno))")
            }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Writes all of `bytes` at `offset`; false when the system takes less.
    func write(_ bytes: [UInt8], at offset: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe pwrite(
                    descriptor, raw.baseAddress?.advanced(by: done), raw.count - done,
                    off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// Lets the disk begin with what was written at `offset`. What fails, ``sync()`` tells.
    func beginSync(at offset: Int, count: Int) {
        _ = sync_file_range(
            descriptor, offset, count, UInt32(CLINUX_SYNC_FILE_RANGE_WRITE))
    }

    /// Waits until what was written is on the disk; false when that cannot be said.
    func sync() -> Bool { fdatasync(descriptor) == 0 }

    /// Cuts the file at `offset` and waits until that is on the disk.
    func cut(at offset: Int) -> Bool {
        ftruncate(descriptor, off_t(offset)) == 0 && fsync(descriptor) == 0
    }

    /// Whether the files of a folder are in memory alone (tmpfs).
    static func isInMemory(_ path: String) -> Bool {
        var facts = statfs()
        return unsafe statfs(path, &facts) == 0 && facts.f_type == TMPFS_MAGIC
    }

    /// Makes the name of a new file durable.
    static func syncFolder(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
