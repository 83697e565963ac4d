import COpenSSL

/// AES with a key of 128 bits (FIPS 197), in the two modes that keystores name.
public enum AES128 {
    /// The bytes of a key, of a block and of an initialisation vector.
    public static let byteCount = 16

    /// What a caller got wrong, or OpenSSL.
    public enum Failure: Error, Equatable, Sendable {
        /// The key is not 16 bytes long.
        case keyLength(Int)
        /// The initialisation vector is not 16 bytes long.
        case vectorLength(Int)
        /// The target is not as long as the input.
        case targetLength(Int, expected: Int)
        /// CBC without padding takes whole blocks only.
        case partialBlock(Int)
        /// OpenSSL failed.
        case failed(OpenSSLError)
    }

    /// How blocks are chained.
    public enum Mode: Sendable {
        /// Counter mode; its own inverse (SP 800-38A, section 6.5).
        case counter
        /// The inverse of cipher block chaining, no padding (SP 800-38A, section 6.2).
        case decryptingBlockChain
    }

    /// Encrypts or decrypts `input` into `target`.
    ///
    /// - Parameters:
    ///   - input: The bytes to transform.
    ///   - key: 16 bytes.
    ///   - vector: 16 bytes: the first counter, or the vector before the first block.
    ///   - mode: How blocks are chained.
    ///   - target: As long as the input.
    /// - Throws: ``Failure``.
    @_lifetime(target: copy target)
    public static func apply(
        _ input: RawSpan, key: RawSpan, vector: RawSpan, mode: Mode,
        into target: inout MutableRawSpan
    ) throws(Failure) {
        guard key.byteCount == byteCount else { throw .keyLength(key.byteCount) }
        guard vector.byteCount == byteCount else { throw .vectorLength(vector.byteCount) }
        guard let count = Int32(exactly: input.byteCount), target.byteCount == input.byteCount
        else { throw .targetLength(target.byteCount, expected: input.byteCount) }
        guard mode == .counter || input.byteCount.isMultiple(of: byteCount) else {
            throw .partialBlock(input.byteCount)
        }
        guard count > 0 else { return }
        guard let context = CipherContext() else {
            throw .failed(OpenSSLError("EVP_CIPHER_CTX_new"))
        }
        let cipher = unsafe mode == .counter ? EVP_aes_128_ctr() : EVP_aes_128_cbc()
        let done = unsafe target.withUnsafeMutableBytes { target in
            unsafe input.withUnsafeBytes { input in
                unsafe key.withUnsafeBytes { key in
                    unsafe vector.withUnsafeBytes { vector in
                        var written: Int32 = 0
                        guard
                            unsafe EVP_CipherInit_ex(
                                context.handle, cipher, nil,
                                key.assumingMemoryBound(to: UInt8.self).baseAddress,
                                vector.assumingMemoryBound(to: UInt8.self).baseAddress, 0) == 1,
                            unsafe EVP_CIPHER_CTX_set_padding(context.handle, 0) == 1,
                            unsafe EVP_CipherUpdate(
                                context.handle,
                                target.assumingMemoryBound(to: UInt8.self).baseAddress, &written,
                                input.assumingMemoryBound(to: UInt8.self).baseAddress, count) == 1
                        else { return false }
                        return written == count
                    }
                }
            }
        }
        guard done else { throw .failed(OpenSSLError("EVP_CipherUpdate")) }
    }
}

extension AES128.Failure: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .keyLength(let found): "a key of \(found) bytes where AES-128 takes 16"
        case .vectorLength(let found): "an initialisation vector of \(found) bytes, not 16"
        case .targetLength(let found, let expected): "room for \(found) bytes of \(expected)"
        case .partialBlock(let found): "\(found) bytes are no whole blocks"
        case .failed(let error): error.description
        }
    }
}

/// The owner of a cipher's state, which OpenSSL wipes when it frees it.
@safe
private struct CipherContext: ~Copyable {
    let handle: OpaquePointer

    init?() {
        guard let handle = unsafe EVP_CIPHER_CTX_new() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe EVP_CIPHER_CTX_free(handle) }
}
