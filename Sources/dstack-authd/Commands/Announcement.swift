import Codec
import Glibc

/// Tells those who started the service where it listens.
enum Announcement {
    /// The file cannot be written.
    struct Fault: Error, CustomStringConvertible {
        /// The path.
        let description: String
    }

    /// Writes the URL to `path`, whole or not at all.
    static func write(_ url: String, to path: String) throws(Fault) {
        let value: JSONValue = ["url": .string(url)]
        let text = [UInt8]((value.serialized(.compact) + "\n").utf8)
        let temporary = path + ".new"
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault(description: "--announce \(path)") }
        let written = unsafe text.withUnsafeBytes { raw in
            unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
        }
        let isClosed = close(descriptor) == 0
        let isPlaced = unsafe rename(temporary, path) == 0
        guard written == text.count, isClosed, isPlaced else {
            throw Fault(description: "--announce \(path)")
        }
    }
}
