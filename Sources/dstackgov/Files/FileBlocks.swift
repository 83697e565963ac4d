import Glibc
import Primitives

/// A file that is read block by block, so that memory does not grow with it.
struct FileBlocks: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8]

    /// The file's size; nil for what has none, such as a pipe.
    let size: UInt64?

    /// Opens the file at `path`; `-` reads standard input.
    init(_ path: String) throws(CommandFailure) {
        // What can fail comes first: Swift 6.2 cannot undo a value of which a part was made.
        let opened = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            throw CommandFailure(.input, "\(path): cannot be read: \(FileBlocks.lastError())")
        }
        self.path = path
        descriptor = opened
        buffer = [UInt8](repeating: 0, count: FileBlocks.blockBytes)
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        let isRegular = isKnown && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? UInt64(clamping: status.st_size) : nil
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    /// The next block; empty at the end.
    mutating func next() throws(CommandFailure) -> Bytes {
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.input, "\(path): cannot be read: \(FileBlocks.lastError())")
            }
            return Bytes(buffer[..<count])
        }
    }

    private static func lastError() -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    private static let blockBytes = 1 << 20
}
