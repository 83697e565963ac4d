import COpenSSL
package import Primitives

/// AES-256 in Galois/counter mode (SP 800-38D), the tag of 16 bytes behind the ciphertext. Its callers
/// keep and wipe keys and texts.
package enum AES256GCM {
    /// The number of bytes of a key.
    package static let keyBytes = 32
    /// The number of bytes of a nonce.
    package static let nonceBytes = 12
    /// The number of bytes of a tag.
    package static let tagBytes = 16

    /// The ciphertext of `text` with its tag.
    ///
    /// - Parameters:
    ///   - text: What is sealed.
    ///   - key: 32 bytes, used with this nonce once.
    ///   - nonce: 12 bytes.
    ///   - context: Bytes that the tag covers and the ciphertext does not hold.
    /// - Returns: As many bytes as the text has, and 16 more.
    /// - Throws: ``OpenSSLError``, also for other lengths.
    package static func seal(
        _ text: RawSpan, key: RawSpan, nonce: Bytes, context: Bytes
    ) throws(OpenSSLError) -> Bytes {
        let operation = try GCMOperation(key: key, nonce: nonce, encrypts: true)
        try operation.cover(context)
        return try unsafe Bytes(count: text.byteCount + tagBytes) { target throws(OpenSSLError) in
            let body = unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<text.byteCount])
            let tag = unsafe UnsafeMutableRawBufferPointer(rebasing: target[text.byteCount...])
            unsafe try operation.apply(text, to: body)
            unsafe try operation.finish(writing: tag)
        }
    }

    /// Writes the text of `sealed` to `target`, which has 16 bytes less.
    ///
    /// - Returns: Whether the tag is right; if not, `target` is all zeros.
    /// - Throws: ``OpenSSLError``, also for other lengths.
    @_lifetime(target: copy target)
    package static func open(
        _ sealed: Bytes, key: RawSpan, nonce: Bytes, context: Bytes,
        into target: inout MutableRawSpan
    ) throws(OpenSSLError) -> Bool {
        guard sealed.count == target.byteCount + tagBytes else { throw OpenSSLError("length") }
        let operation = try GCMOperation(key: key, nonce: nonce, encrypts: false)
        try operation.cover(context)
        let text = sealed.slice(0..<target.byteCount)
        let tag = sealed.slice(from: target.byteCount)
        return unsafe try target.withUnsafeMutableBytes { target throws(OpenSSLError) in
            try text.withSpan { text throws(OpenSSLError) in
                unsafe try operation.apply(text, to: target)
            }
            let isRight = operation.isRight(tag: tag)
            if !isRight { unsafe OPENSSL_cleanse(target.baseAddress, target.count) }
            return isRight
        }
    }
}

/// One use of the cipher.
@safe
private final class GCMOperation {
    private let context: OpaquePointer

    init(key: RawSpan, nonce: Bytes, encrypts: Bool) throws(OpenSSLError) {
        guard key.byteCount == AES256GCM.keyBytes, nonce.count == AES256GCM.nonceBytes,
            let context = unsafe EVP_CIPHER_CTX_new()
        else { throw OpenSSLError("EVP_CIPHER_CTX_new") }
        unsafe self.context = context
        let done = unsafe key.withUnsafeBytes { key in
            unsafe nonce.withUnsafeBytes { nonce in
                unsafe EVP_CipherInit_ex(
                    context, EVP_aes_256_gcm(), nil,
                    key.assumingMemoryBound(to: UInt8.self).baseAddress,
                    nonce.assumingMemoryBound(to: UInt8.self).baseAddress, encrypts ? 1 : 0)
            }
        }
        guard done == 1 else { throw OpenSSLError("EVP_CipherInit_ex") }
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    func cover(_ bytes: Bytes) throws(OpenSSLError) {
        guard bytes.count > 0 else { return }
        guard let count = Int32(exactly: bytes.count) else { throw OpenSSLError("length") }
        let done = unsafe bytes.withUnsafeBytes { raw in
            var written: Int32 = 0
            return unsafe EVP_CipherUpdate(
                context, nil, &written, raw.assumingMemoryBound(to: UInt8.self).baseAddress, count)
        }
        guard done == 1 else { throw OpenSSLError("EVP_CipherUpdate") }
    }

    @unsafe
    func apply(
        _ input: RawSpan, to target: UnsafeMutableRawBufferPointer
    ) throws(OpenSSLError) {
        guard let count = Int32(exactly: input.byteCount), target.count == input.byteCount else {
            throw OpenSSLError("length")
        }
        guard count > 0 else { return }
        let done = unsafe input.withUnsafeBytes { input in
            var written: Int32 = 0
            return unsafe EVP_CipherUpdate(
                context, target.assumingMemoryBound(to: UInt8.self).baseAddress, &written,
                input.assumingMemoryBound(to: UInt8.self).baseAddress, count) == 1
                && written == count
        }
        guard done else { throw OpenSSLError("EVP_CipherUpdate") }
    }

    @unsafe
    func finish(writing tag: UnsafeMutableRawBufferPointer) throws(OpenSSLError) {
        var written: Int32 = 0
        var rest = [UInt8](repeating: 0, count: 16)
        guard unsafe EVP_CipherFinal_ex(context, &rest, &written) == 1, written == 0,
            unsafe EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(AES256GCM.tagBytes), tag.baseAddress) == 1
        else { throw OpenSSLError("EVP_CipherFinal_ex") }
    }

    func isRight(tag: Bytes) -> Bool {
        var expected = [UInt8](tag)
        var rest = [UInt8](repeating: 0, count: 16)
        var written: Int32 = 0
        let isSet = unsafe EVP_CIPHER_CTX_ctrl(
            context, EVP_CTRL_AEAD_SET_TAG, Int32(expected.count), &expected)
        let isRight = unsafe isSet == 1 && EVP_CipherFinal_ex(context, &rest, &written) == 1
        ERR_clear_error()
        return isRight
    }
}
