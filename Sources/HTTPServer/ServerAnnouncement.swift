import Glibc

/// Tells those who started a service where it listens, in a file: a JSON object of texts.
public enum ServerAnnouncement {
    /// The file cannot be written, or a text is not printable ASCII.
    public struct Fault: Error, CustomStringConvertible {
        /// The option and the path.
        public let description: String
    }

    /// Writes the members to `path`, whole or not at all.
    ///
    /// - Parameters:
    ///   - members: Names and texts of printable ASCII without quotes and backslashes.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: ``Fault``.
    public static func write(
        _ members: [(name: String, text: String)], to path: String
    ) throws(Fault) {
        let fault = Fault(description: "--announce \(path)")
        let isPlain = members.allSatisfy { member in
            (member.name + member.text).utf8.allSatisfy { byte in
                (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"")
                    && byte != UInt8(ascii: "\\")
            }
        }
        guard isPlain else { throw fault }
        let list = members.map { "\"\($0.name)\":\"\($0.text)\"" }.joined(separator: ",")
        let text = [UInt8]("{\(list)}\n".utf8)
        let temporary = path + ".new"
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw fault }
        let written = unsafe text.withUnsafeBytes { raw in
            unsafe Glibc.write(descriptor, raw.baseAddress, raw.count)
        }
        let isClosed = close(descriptor) == 0
        let isPlaced = unsafe rename(temporary, path) == 0
        guard written == text.count, isClosed, isPlaced else { throw fault }
    }
}
