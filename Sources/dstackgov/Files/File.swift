import Glibc
import Primitives

/// Files that the command line reads and writes: bounded, and never half-written.
enum File {
    /// The largest file that is read whole, in bytes.
    static let largest = 64 << 20

    /// Whether there is something at `path`.
    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// The bytes of the file at `path`; `-` reads standard input.
    static func read(_ path: String) throws(CommandFailure) -> Bytes {
        let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(.input, "\(path): cannot be read: \(lastError())")
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        let name = descriptor == STDIN_FILENO ? "standard input" : path
        let notice = SlowNotice("reading \(name)")
        defer { notice.end() }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.input, "\(path): cannot be read: \(lastError())")
            }
            if count == 0 { return Bytes(content) }
            content += block[..<count]
            guard content.count <= largest else {
                throw CommandFailure(.input, "\(path): larger than \(largest >> 20) MiB")
            }
        }
    }

    /// Writes `text` as UTF-8; whole or not at all.
    static func write(
        _ text: String, to path: String, replacing: Bool
    ) throws(CommandFailure) {
        try write(Bytes(utf8: text), to: path, replacing: replacing)
    }

    /// Writes `content` to `path` through a temporary file beside it, so that the file is there whole
    /// or not at all.
    ///
    /// - Parameters:
    ///   - content: The content.
    ///   - path: Where it goes.
    ///   - replacing: Whether a file that is there may be replaced.
    /// - Throws: ``CommandFailure`` when the file exists and may not be replaced, or cannot be
    ///   written.
    static func write(
        _ content: Bytes, to path: String, replacing: Bool
    ) throws(CommandFailure) {
        let temporary = path + ".\(getpid()).new"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let descriptor = unsafe open(temporary, flags, 0o644)
        guard descriptor >= 0 else {
            throw CommandFailure(.input, "\(path): cannot be written: \(lastError())")
        }
        defer { unsafe unlink(temporary) }
        var rest = Array(content)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                close(descriptor)
                throw CommandFailure(.input, "\(path): cannot be written: \(lastError())")
            }
            rest = rest.dropFirst(count)
        }
        let synced = fsync(descriptor) == 0
        guard close(descriptor) == 0, synced else {
            throw CommandFailure(.input, "\(path): cannot be written: \(lastError())")
        }
        // link() refuses an existing name, rename() replaces it: each is one atomic step.
        let placed =
            unsafe replacing ? rename(temporary, path) : link(temporary, path)
        guard placed == 0 else {
            if errno == EEXIST {
                throw CommandFailure(
                    .input, "\(path): exists already", remedy: "Add --force to replace it.")
            }
            throw CommandFailure(.input, "\(path): cannot be written: \(lastError())")
        }
    }

    private static func lastError() -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
