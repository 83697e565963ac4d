package import Authorization
import Codec
import Glibc
import Primitives

/// The file of what is kept across restarts: floor, halt and quarantine, as JSON.
package enum MemoryFile {
    /// The most bytes of the file.
    private static let most = 1 << 20

    /// What the file says; nothing where there is no file.
    ///
    /// - Throws: ``StartFault`` for a file that cannot be read or says nothing.
    package static func read(_ path: String) throws(StartFault) -> HeadMemory {
        guard let bytes = try contents(path) else { return HeadMemory() }
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
            throw .memory(path: path, reason: error.description)
        }
        do throws(BasisFault) { return try HeadMemory(json: value) } catch {
            throw .memory(path: path, reason: error.description)
        }
    }

    /// Replaces the file: whole, on the disk, or not at all.
    static func write(_ memory: HeadMemory, to path: String) -> Bool {
        DurableFile.write(
            [UInt8]((memory.json.serialized(.compact.ascii) + "\n").utf8), to: path)
    }

    private static func contents(_ path: String) throws(StartFault) -> Bytes? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .memory(path: path, reason: "cannot be opened (error \(errno))")
        }
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: most + 1)
        var count = 0
        while count < bytes.count {
            let more = unsafe bytes.withUnsafeMutableBytes { raw in
                unsafe Glibc.read(
                    descriptor, raw.baseAddress.map { unsafe $0 + count }, raw.count - count)
            }
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else {
                throw .memory(path: path, reason: "cannot be read (error \(errno))")
            }
            if more == 0 { return Bytes(bytes[..<count]) }
            count += more
        }
        throw .memory(path: path, reason: "is longer than \(most) bytes")
    }
}
