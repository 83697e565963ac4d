import Glibc
import Primitives
import Synchronization

/// A file that others replace: read when its facts change.
final class WatchedFile: Sendable {
    /// What a look at the file gave.
    enum Look {
        case unchanged
        case changed(Bytes)
        case unreadable
    }

    private struct Facts: Equatable {
        var inode: UInt = 0
        var size = 0
        var seconds = 0
        var nanoseconds = 0
        var isThere = false
    }

    let path: String
    private let limit: Int
    private let seen = Mutex<Facts?>(nil)

    init(path: String, limit: Int) {
        self.path = path
        self.limit = limit
    }

    /// Looks whether the file changed since the last look, and reads it then.
    func poll() -> Look {
        seen.withLock { seen in
            let facts = facts()
            guard facts != seen else { return .unchanged }
            seen = facts
            guard facts.isThere, facts.size <= limit, let bytes = WatchedFile.read(path, limit)
            else { return .unreadable }
            return .changed(bytes)
        }
    }

    private func facts() -> Facts {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return Facts() }
        return Facts(
            inode: status.st_ino, size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec, isThere: true)
    }

    /// All bytes of a file; nil when it cannot be read or is longer than `limit`.
    static func read(_ path: String, _ limit: Int) -> Bytes? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return Bytes(content) }
            content += block[..<count]
            guard content.count <= limit else { return nil }
        }
    }
}
