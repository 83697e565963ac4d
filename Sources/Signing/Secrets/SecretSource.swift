import Glibc

/// Where a secret comes from. Never from an argument or the environment, which other processes see.
public enum SecretSource: Sendable {
    /// A file that its owner alone may read (mode 0600 or stricter).
    case file(path: String)
    /// A descriptor that the caller was handed.
    case descriptor(Int32)
    /// Standard input.
    case standardInput

    /// The largest secret that is read, 64 KiB.
    public static let mostBytes = 64 << 10

    /// All bytes of the source.
    ///
    /// - Throws: ``SecretSourceError``.
    public func read() throws(SecretSourceError) -> SecretBytes {
        switch self {
        case .descriptor(let descriptor): return try SecretSource.bytes(of: descriptor)
        case .standardInput: return try SecretSource.bytes(of: STDIN_FILENO)
        case .file(let path):
            guard !path.utf8.contains(0) else { throw .open(path: path, errno: EINVAL) }
            let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else { throw .open(path: path, errno: errno) }
            defer { close(descriptor) }
            try SecretSource.check(descriptor, path: path)
            return try SecretSource.bytes(of: descriptor)
        }
    }

    /// The secret without the one line end that an editor leaves behind it; from a terminal, what is
    /// typed up to the return key, of which nothing is shown.
    ///
    /// - Parameter ask: Asks whoever sits at the terminal; called when nothing that is typed is shown
    ///   any more, and only where there is a terminal.
    /// - Returns: The secret.
    /// - Throws: ``SecretSourceError``.
    public func readLine(asking ask: () -> Void = {}) throws(SecretSourceError) -> SecretBytes {
        if case .standardInput = self, let terminal = SilentTerminal(STDIN_FILENO) {
            ask()
            return try SecretSource.typed(at: terminal)
        }
        let all = try read()
        var end = all.count
        all.withSpan { span in
            if end > 0, SecretBytes.byte(span, end - 1) == UInt8(ascii: "\n") {
                end -= 1
                if end > 0, SecretBytes.byte(span, end - 1) == UInt8(ascii: "\r") { end -= 1 }
            }
        }
        return try SecretSource.cut(all, to: end)
    }

    /// Checks the open file itself, so that nobody can put another in its place meanwhile.
    private static func check(_ descriptor: Int32, path: String) throws(SecretSourceError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .open(path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: path) }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw .owner(path: path, user: status.st_uid)
        }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else { throw .permissions(path: path, mode: mode) }
    }

    private static func bytes(of descriptor: Int32) throws(SecretSourceError) -> SecretBytes {
        var buffer = try memory(mostBytes + 1)
        var count = 0
        while count < buffer.count {
            let got = buffer.write { target in
                unsafe target.withUnsafeMutableBytes { raw in
                    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[count...])
                    return unsafe Glibc.read(descriptor, room.baseAddress, room.count)
                }
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .read(errno: errno) }
            if got == 0 { return try cut(buffer, to: count) }
            count += got
        }
        throw .tooLarge(limit: mostBytes)
    }

    /// What is typed until the return key; Ctrl-C ends it with `ECANCELED`.
    private static func typed(
        at terminal: borrowing SilentTerminal
    ) throws(SecretSourceError) -> SecretBytes {
        var buffer = try memory(mostBytes + 1)
        var count = 0
        while count < buffer.count {
            let place = count
            let (got, byte) = buffer.write { target in
                unsafe target.withUnsafeMutableBytes { raw in
                    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[place...])
                    let got = unsafe Glibc.read(STDIN_FILENO, room.baseAddress, 1)
                    return unsafe (got, got == 1 ? raw[place] : 0)
                }
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .read(errno: errno) }
            switch got == 0 ? .end : SilentTerminal.key(byte) {
            case .text: count += 1
            case .end: return try cut(buffer, to: count)
            case .erase: count = lastCharacter(of: buffer, count)
            case .eraseLine: count = 0
            case .cancel: throw .read(errno: ECANCELED)
            }
        }
        throw .tooLarge(limit: mostBytes)
    }

    /// Where the last character of UTF-8 begins.
    private static func lastCharacter(of buffer: borrowing SecretBytes, _ count: Int) -> Int {
        var start = max(0, count - 1)
        buffer.withSpan { span in
            while start > 0, SecretBytes.byte(span, start) & 0xc0 == 0x80 { start -= 1 }
        }
        return start
    }

    private static func memory(_ count: Int) throws(SecretSourceError) -> SecretBytes {
        do throws(SecretError) {
            return try SecretBytes(count: count)
        } catch {
            throw .memory(error)
        }
    }

    private static func cut(
        _ secret: borrowing SecretBytes, to count: Int
    ) throws(SecretSourceError) -> SecretBytes {
        do throws(SecretError) {
            return try secret.slice(0..<count)
        } catch {
            throw .memory(error)
        }
    }
}

/// Why no secret was read.
public enum SecretSourceError: Error, Equatable, Sendable {
    /// The file cannot be opened.
    case open(path: String, errno: Int32)
    /// The path names a folder, a device or a pipe.
    case notRegular(path: String)
    /// The file belongs to another user.
    case owner(path: String, user: UInt32)
    /// Others than the owner may use the file.
    case permissions(path: String, mode: UInt32)
    /// The source has more bytes than a secret.
    case tooLarge(limit: Int)
    /// The source cannot be read.
    case read(errno: Int32)
    /// There is no memory.
    case memory(SecretError)
}

extension SecretSourceError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .open(let path, let number): "\(path) cannot be opened: \(text(number))"
        case .notRegular(let path): "\(path) is no file"
        case .owner(let path, let user): "\(path) belongs to user \(user), not to this one"
        case .permissions(let path, let mode):
            "\(path) has mode \(octal(mode)): others may use it; run chmod 600"
        case .tooLarge(let limit): "more than \(limit) bytes where a secret should be"
        case .read(let number): "the secret cannot be read: \(text(number))"
        case .memory(let error): error.description
        }
    }

    private func octal(_ mode: UInt32) -> String { "0" + String(mode, radix: 8) }

    private func text(_ number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
