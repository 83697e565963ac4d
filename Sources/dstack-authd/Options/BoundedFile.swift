import Glibc
import Primitives

/// Files that are read whole.
enum BoundedFile {
    /// The bytes of a file (`-` is standard input); nil when it cannot be read or is longer than
    /// `limit`.
    static func read(_ path: String, limit: Int) -> Bytes? {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
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
