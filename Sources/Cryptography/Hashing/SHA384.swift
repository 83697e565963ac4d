import COpenSSL
public import Primitives

/// SHA-384 (FIPS 180-4, section 6.5): the hash of Nitro's and TDX's measurement registers.
public struct SHA384: HashFunction {
    /// 48.
    public static let byteCount = 48
    /// 128.
    public static let blockByteCount = 128

    private var state = SHA512_CTX()

    /// The hash of nothing so far.
    public init() {
        unsafe copenssl_sha384_init(&state)
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

    /// The hash of `bytes`, 48 bytes.
    public static func hash(_ bytes: Bytes) -> Bytes {
        var hash = SHA384()
        hash.update(bytes)
        return hash.finishedBytes()
    }
}
