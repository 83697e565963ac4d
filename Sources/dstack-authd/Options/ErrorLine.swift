import Glibc

/// Lines for people that are no result.
enum ErrorLine {
    /// Writes one line to standard error.
    static func write(_ text: String) {
        let line = [UInt8]((text + "\n").utf8)
        _ = unsafe line.withUnsafeBytes { raw in
            unsafe Glibc.write(STDERR_FILENO, raw.baseAddress, raw.count)
        }
    }
}
