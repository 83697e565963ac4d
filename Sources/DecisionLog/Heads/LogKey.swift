import Cryptography
import Glibc
public import Primitives

/// The Ed25519 key with which a service signs its log's heads and its replies. It proves where a
/// record came from and opens nothing: no account and no enclave knows it.
///
/// It is read from a file that only its owner can read, cannot be printed, and is wiped in the end.
public final class LogKey: Sendable {
    /// Who signs.
    public let identity: LogIdentity
    private let key: Ed25519.SigningKey

    /// The key in the file at `path` (64 hex digits and a line feed); made there when there is none.
    ///
    /// - Parameters:
    ///   - path: The file; it must belong to this user and have mode 0600 or less.
    ///   - name: The name that signed notes carry.
    /// - Throws: ``LogError`` that names the file.
    public init(path: String, name: String) throws(LogError) {
        if unsafe access(path, F_OK) != 0 { try LogKey.make(path) }
        let key = try LogSeed.key(path: path)
        guard let identity = LogIdentity(name: name, publicKey: key.publicKey) else {
            throw LogError(.key, path, "no name for a key: \(name)")
        }
        self.key = key
        self.identity = identity
    }

    /// The signature of `message`; nil when OpenSSL cannot.
    public func sign(_ message: Bytes) -> Bytes? { try? key.sign(message) }

    private static func make(_ path: String) throws(LogError) {
        guard let secret = try? SystemRandom.bytes(32) else {
            throw LogError(.key, path, "no random bytes")
        }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LogError(.key, path, "cannot be made (error \(errno))")
        }
        let text = [UInt8]((secret.hex.dropFirst(2) + "\n").utf8)
        let written = unsafe text.withUnsafeBytes { raw in
            unsafe write(descriptor, raw.baseAddress, raw.count)
        }
        let isSynced = fsync(descriptor) == 0
        guard close(descriptor) == 0, isSynced, written == text.count else {
            throw LogError(.key, path, "cannot be written (error \(errno))")
        }
    }
}

/// Reads the file of a seed into the key of it; what was read is wiped.
private enum LogSeed {
    static func key(path: String) throws(LogError) -> Ed25519.SigningKey {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw LogError(.key, path, "cannot be read (error \(errno))")
        }
        defer { close(descriptor) }
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & 0o077 == 0,
            facts.st_uid == geteuid()
        else {
            throw LogError(.key, path, "others can read it; it must be yours, with mode 0600")
        }
        // The text, and behind it the seed.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 66 + 32, alignment: 8)
        defer {
            unsafe SecretMemory.wipe(memory)
            unsafe memory.deallocate()
        }
        let count = unsafe read(descriptor, memory.baseAddress, 66)
        guard count == 65 || count == 64 else {
            throw LogError(.key, path, "64 hex digits and a line feed are needed")
        }
        for index in 0..<32 {
            guard let high = unsafe Hex.value(of: memory[2 * index]),
                let low = unsafe Hex.value(of: memory[2 * index + 1])
            else { throw LogError(.key, path, "64 hex digits and a line feed are needed") }
            unsafe memory[66 + index] = high << 4 | low
        }
        let seed = unsafe UnsafeRawBufferPointer(rebasing: memory[66...])
        do throws(OpenSSLError) { return try unsafe Ed25519.SigningKey(seed: seed.bytes) } catch {
            throw LogError(.key, path, "no key can be made of it: \(error)")
        }
    }
}
