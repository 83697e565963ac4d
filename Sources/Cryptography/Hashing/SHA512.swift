import COpenSSL
public import Primitives

/// SHA-512 (FIPS 180-4, section 6.4).
public struct SHA512: HashFunction {
    /// 64.
    public static let byteCount = 64
    /// 128.
    public static let blockByteCount = 128

    private var state = SHA512_CTX()

    /// The hash of nothing so far.
    public init() {
        unsafe copenssl_sha512_init(&state)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else { return }
            unsafe copenssl_sha512_update(&state, start, raw.count)
        }
    }

    /// Writes the hash of all bytes so far, as much of it as `target` has room for.
    public func finish(into target: inout MutableRawSpan) {
        state.finish(into: &target)
    }

    /// Zeroes the state, which may depend on a secret; it hashes nothing any more.
    public mutating func wipe() {
        unsafe withUnsafeMutableBytes(of: &state) { raw in
            unsafe OPENSSL_cleanse(raw.baseAddress, raw.count)
        }
    }

    /// The hash of `bytes`, 64 bytes.
    public static func hash(_ bytes: Bytes) -> Bytes {
        var hash = SHA512()
        hash.update(bytes)
        return hash.finishedBytes()
    }
}

extension SHA512_CTX {
    /// Writes the hash that this state, of SHA-512 or SHA-384, has come to.
    func finish(into target: inout MutableRawSpan) {
        var last = self
        var hash = (Hash32(), Hash32())
        unsafe withUnsafeMutableBytes(of: &hash) { raw in
            let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            unsafe copenssl_sha512_final(&last, start)
            unsafe target.withUnsafeMutableBytes { target in
                let part = unsafe raw[..<min(Int(md_len), target.count)]
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            }
            unsafe OPENSSL_cleanse(raw.baseAddress, raw.count)
        }
    }
}
