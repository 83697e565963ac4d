import Glibc

/// Lines for people that are no result: refusals, progress, warnings.
enum StandardError {
    /// Writes one line, in which nothing draws.
    static func write(_ line: String) {
        FileDescriptor.write(TerminalText.safe(line) + "\n", to: STDERR_FILENO)
    }
}

/// Results, on standard output.
enum StandardOutput {
    /// Writes `text` as it is.
    static func write(_ text: String) {
        FileDescriptor.write(text, to: STDOUT_FILENO)
    }

    /// Whether a person reads it, so that colour may be used.
    static var isTerminal: Bool {
        isatty(STDOUT_FILENO) == 1
    }
}

/// Writing to what the shell opened.
private enum FileDescriptor {
    /// Writes all of `text`; a reader that went away ends it.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = [UInt8](text.utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
            }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR {
                return
            }
        }
    }
}
