import COpenSSL

/// PBKDF2 (RFC 8018, section 5.2) with HMAC over SHA-256 or SHA-512.
public enum PBKDF2 {
    /// The hash under the HMAC.
    public enum Hash: Sendable {
        /// As keystores use it.
        case sha256
        /// As BIP-39 uses it.
        case sha512
    }

    /// The most iterations that a file may ask for: some ten seconds of work.
    public static let mostIterations = 10_000_000

    /// Fills `target` with the key derived.
    ///
    /// - Parameters:
    ///   - target: Where the key goes; its length is the key's.
    ///   - password: The password's bytes.
    ///   - salt: The salt.
    ///   - iterations: The count of iterations, 1 to ``mostIterations``.
    ///   - hash: The hash under the HMAC.
    /// - Throws: ``KeyDerivationError`` for a count outside its range.
    @_lifetime(target: copy target)
    public static func derive(
        into target: inout MutableRawSpan, password: RawSpan, salt: RawSpan, iterations: Int,
        hash: Hash
    ) throws(KeyDerivationError) {
        guard iterations >= 1, let rounds = Int32(exactly: iterations) else {
            throw .parameter(name: "iterations", value: iterations)
        }
        guard iterations <= mostIterations else {
            throw .work(units: UInt64(iterations), limit: UInt64(mostIterations))
        }
        guard let passwordCount = Int32(exactly: password.byteCount) else {
            throw .parameter(name: "password length", value: password.byteCount)
        }
        guard let saltCount = Int32(exactly: salt.byteCount) else {
            throw .parameter(name: "salt length", value: salt.byteCount)
        }
        guard let keyCount = Int32(exactly: target.byteCount), keyCount > 0 else {
            throw .parameter(name: "key length", value: target.byteCount)
        }
        let algorithm = unsafe hash == .sha256 ? EVP_sha256() : EVP_sha512()
        let done = unsafe target.withUnsafeMutableBytes { key in
            unsafe password.withUnsafeBytes { password in
                unsafe salt.withUnsafeBytes { salt in
                    unsafe PKCS5_PBKDF2_HMAC(
                        password.assumingMemoryBound(to: CChar.self).baseAddress, passwordCount,
                        salt.assumingMemoryBound(to: UInt8.self).baseAddress, saltCount,
                        rounds, algorithm, keyCount,
                        key.assumingMemoryBound(to: UInt8.self).baseAddress)
                }
            }
        }
        guard done == 1 else { throw .failed(OpenSSLError("PKCS5_PBKDF2_HMAC")) }
    }
}
