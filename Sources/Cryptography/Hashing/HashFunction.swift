/// A hash of SHA-2 (FIPS 180-4), of bytes that come in pieces or at once.
///
/// A plain value: a copy goes on by itself, and nothing can fail.
public protocol HashFunction: Sendable {
    /// The number of bytes of a hash.
    static var byteCount: Int { get }

    /// The number of bytes that are compressed at once; HMAC pads its key to it.
    static var blockByteCount: Int { get }

    /// The hash of nothing so far.
    init()

    /// Adds bytes to the message.
    mutating func update(_ bytes: RawSpan)

    /// Writes the hash of all bytes so far, as much of it as `target` has room for.
    func finish(into target: inout MutableRawSpan)

    /// Zeroes the state, which may depend on a secret; it hashes nothing any more.
    mutating func wipe()
}
