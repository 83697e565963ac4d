import COpenSSL
package import Primitives

/// RSA-OAEP with SHA-256 (RFC 8017, section 7.1), for short secrets. Its callers keep and wipe them.
package enum RSAOAEP {
    /// The moduli that are accepted, in bits.
    package static let moduli = 2048...4096

    /// A key of RSA to which a secret can be sealed.
    package final class PublicKey: Sendable {
        private let handle: PublicKeyHandle

        /// The key of a SubjectPublicKeyInfo in DER; nil for another encoding, algorithm or modulus.
        package init?(spki: Bytes) {
            let pointer: OpaquePointer? = unsafe spki.withUnsafeBytes { raw in
                var place = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
                let end = unsafe place.map { unsafe $0 + raw.count }
                guard let key = unsafe d2i_PUBKEY(nil, &place, raw.count) else { return nil }
                guard unsafe place == end, unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA,
                    unsafe RSAOAEP.moduli.contains(Int(EVP_PKEY_get_bits(key)))
                else {
                    unsafe EVP_PKEY_free(key)
                    return nil
                }
                return unsafe key
            }
            ERR_clear_error()
            guard let handle = unsafe PublicKeyHandle(owning: pointer) else { return nil }
            self.handle = handle
        }

        /// `secret`, sealed.
        ///
        /// - Throws: ``OpenSSLError``, also for a secret longer than the modulus has room for.
        package func seal(_ secret: RawSpan) throws(OpenSSLError) -> Bytes {
            guard let operation = KeyOperation(handle),
                unsafe EVP_PKEY_encrypt_init(operation.pointer) == 1,
                RSAOAEP.setPadding(operation)
            else { throw OpenSSLError("EVP_PKEY_encrypt_init") }
            var sealed = [UInt8](repeating: 0, count: RSAOAEP.moduli.upperBound / 8)
            var count = sealed.count
            let done = unsafe secret.withUnsafeBytes { secret in
                unsafe EVP_PKEY_encrypt(
                    operation.pointer, &sealed, &count,
                    secret.assumingMemoryBound(to: UInt8.self).baseAddress, secret.count)
            }
            guard done == 1 else { throw OpenSSLError("EVP_PKEY_encrypt") }
            return Bytes(sealed[..<count])
        }
    }

    /// Opens `sealed` with the private key that `pem` writes, into `target`.
    ///
    /// - Returns: Whether it opened and had as many bytes as `target`.
    /// - Throws: ``OpenSSLError`` when `pem` is no private key of RSA.
    @_lifetime(target: copy target)
    package static func open(
        _ sealed: Bytes, pem: RawSpan, into target: inout MutableRawSpan
    ) throws(OpenSSLError) -> Bool {
        guard let key = unsafe PublicKeyHandle(owning: privateKey(pem)),
            let operation = KeyOperation(key),
            unsafe EVP_PKEY_decrypt_init(operation.pointer) == 1, setPadding(operation)
        else { throw OpenSSLError("PEM_read_bio_PrivateKey") }
        return unsafe withUnsafeTemporaryAllocation(
            byteCount: moduli.upperBound / 8, alignment: 16
        ) { room in
            defer { unsafe OPENSSL_cleanse(room.baseAddress, room.count) }
            var count = room.count
            let done = unsafe sealed.withUnsafeBytes { sealed in
                unsafe EVP_PKEY_decrypt(
                    operation.pointer, room.assumingMemoryBound(to: UInt8.self).baseAddress,
                    &count, sealed.assumingMemoryBound(to: UInt8.self).baseAddress, sealed.count)
            }
            ERR_clear_error()
            guard done == 1, count == target.byteCount else { return false }
            unsafe target.withUnsafeMutableBytes { target in
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
            return true
        }
    }

    @unsafe
    private static func privateKey(_ pem: RawSpan) -> OpaquePointer? {
        unsafe pem.withUnsafeBytes { raw in
            guard let count = Int32(exactly: raw.count),
                let input = unsafe BIO_new_mem_buf(raw.baseAddress, count)
            else { return nil }
            defer { unsafe BIO_free(input) }
            guard let key = unsafe PEM_read_bio_PrivateKey(input, nil, nil, nil) else {
                return nil
            }
            guard unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
                unsafe EVP_PKEY_free(key)
                return nil
            }
            return unsafe key
        }
    }

    private static func setPadding(_ operation: borrowing KeyOperation) -> Bool {
        unsafe copenssl_set_oaep_sha256(operation.pointer) == 1
    }
}
