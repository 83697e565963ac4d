import COpenSSL
public import Primitives

/// SHA-256 (FIPS 180-4, section 6.2).
public struct SHA256: HashFunction {
    /// 32.
    public static let byteCount = 32
    /// 64.
    public static let blockByteCount = 64

    private var state = SHA256_CTX()

    /// The hash of nothing so far.
    public init() {
        unsafe copenssl_sha256_init(&state)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return }
            unsafe copenssl_sha256_update(&state, start, raw.count)
        }
    }

    /// Writes the hash of all bytes so far, as much of it as `target` has room for.
    public func finish(into target: inout MutableRawSpan) {
        var hash: Hash32 = finish()
        unsafe withUnsafeMutableBytes(of: &hash) { source in
            unsafe target.withUnsafeMutableBytes { target in
                let part = unsafe source[..<min(source.count, target.count)]
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            }
            unsafe OPENSSL_cleanse(source.baseAddress, source.count)
        }
    }

    /// The hash of all bytes so far; more may follow.
    public func finish() -> Hash32 {
        var last = state
        var hash = Hash32()
        unsafe withUnsafeMutableBytes(of: &hash) { raw in
            let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            unsafe copenssl_sha256_final(&last, start)
        }
        return hash
    }

    /// Zeroes the state, which may depend on a secret; it hashes nothing any more.
    public mutating func wipe() {
        unsafe withUnsafeMutableBytes(of: &state) { raw in
            unsafe OPENSSL_cleanse(raw.baseAddress, raw.count)
        }
    }

    /// The hash of `bytes`.
    public static func hash(_ bytes: RawSpan) -> Hash32 {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The hash of `bytes`.
    public static func hash(_ bytes: Bytes) -> Hash32 {
        bytes.withSpan { span in hash(span) }
    }

    /// The hash of the UTF-8 bytes of `text`.
    public static func hash(utf8 text: String) -> Hash32 {
        unsafe hash(text.utf8Span.span.bytes)
    }
}
