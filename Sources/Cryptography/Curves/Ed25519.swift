import COpenSSL
public import Primitives

/// Ed25519 (RFC 8032).
public enum Ed25519 {
    /// Whether `signature` is that of `message` by the owner of `publicKey`; also false for keys
    /// and signatures of another length than 32 and 64 bytes.
    ///
    /// - Throws: ``OpenSSLError`` when the library fails, which says nothing of the signature.
    public static func isValid(
        _ signature: Bytes, of message: Bytes, by publicKey: Hash32
    ) throws(OpenSSLError) -> Bool {
        guard signature.count == 64 else { return false }
        let raw = unsafe publicKey.withUnsafeBytes { raw in
            unsafe EVP_PKEY_new_raw_public_key(
                EVP_PKEY_ED25519, nil, raw.assumingMemoryBound(to: UInt8.self).baseAddress,
                raw.count)
        }
        guard let key = unsafe PublicKeyHandle(owning: raw), let operation = SignatureOperation(),
            unsafe EVP_DigestVerifyInit(operation.pointer, nil, nil, nil, key.pointer) == 1
        else { throw OpenSSLError("EVP_DigestVerifyInit") }
        let verdict = unsafe signature.withUnsafeBytes { signature in
            unsafe message.withUnsafeBytes { message in
                unsafe EVP_DigestVerify(
                    operation.pointer,
                    signature.assumingMemoryBound(to: UInt8.self).baseAddress, signature.count,
                    message.assumingMemoryBound(to: UInt8.self).baseAddress, message.count)
            }
        }
        ERR_clear_error()
        return verdict == 1
    }

    /// The signature of `message` under the secret `seed`, which its caller keeps and wipes.
    ///
    /// - Throws: ``OpenSSLError``, also for a seed that is not 32 bytes long.
    package static func sign(
        _ message: Bytes, seed: RawSpan
    ) throws(OpenSSLError) -> Bytes {
        try SigningKey(seed: seed).sign(message)
    }

    /// The public key of the secret `seed`.
    ///
    /// - Throws: ``OpenSSLError``, also for a seed that is not 32 bytes long.
    package static func publicKey(seed: RawSpan) throws(OpenSSLError) -> Hash32 {
        try SigningKey(seed: seed).publicKey
    }

    /// A key that signs many times. OpenSSL derives the public key when it takes the secret, which
    /// costs as much as a signature, and looks its methods up by name: so both is done once.
    ///
    /// The secret is in OpenSSL's memory, which it wipes when the key is given back.
    package final class SigningKey: Sendable {
        /// The public key.
        package let publicKey: Hash32
        /// Where every signature begins.
        private let beginning: SignatureOperation

        /// The pair of the secret `seed`, which its caller may wipe afterwards.
        ///
        /// - Throws: ``OpenSSLError``, also for a seed that is not 32 bytes long.
        package init(seed: RawSpan) throws(OpenSSLError) {
            guard let key = PublicKeyHandle(secret: seed, kind: EVP_PKEY_ED25519) else {
                throw OpenSSLError("EVP_PKEY_new_raw_private_key")
            }
            publicKey = try key.rawPublicKey()
            guard let beginning = SignatureOperation(),
                unsafe EVP_DigestSignInit(beginning.pointer, nil, nil, nil, key.pointer) == 1
            else { throw OpenSSLError("EVP_DigestSignInit") }
            self.beginning = beginning
        }

        /// The signature of `message`.
        ///
        /// - Throws: ``OpenSSLError``.
        package func sign(_ message: Bytes) throws(OpenSSLError) -> Bytes {
            guard let operation = SignatureOperation(copying: beginning) else {
                throw OpenSSLError("EVP_MD_CTX_copy_ex")
            }
            return try unsafe Bytes(count: 64) { target throws(OpenSSLError) in
                let target = unsafe target.assumingMemoryBound(to: UInt8.self)
                var count = 64
                let done = unsafe message.withUnsafeBytes { message in
                    unsafe EVP_DigestSign(
                        operation.pointer, target.baseAddress, &count,
                        message.assumingMemoryBound(to: UInt8.self).baseAddress, message.count)
                }
                guard done == 1, count == 64 else { throw OpenSSLError("EVP_DigestSign") }
            }
        }
    }
}

extension PublicKeyHandle {
    /// The pair of a secret of one of the curves whose keys are plain bytes.
    convenience init?(secret: RawSpan, kind: Int32) {
        unsafe self.init(
            owning: secret.withUnsafeBytes { raw in
                unsafe EVP_PKEY_new_raw_private_key(
                    kind, nil, raw.assumingMemoryBound(to: UInt8.self).baseAddress, raw.count)
            })
    }

    /// The public key of such a curve.
    func rawPublicKey() throws(OpenSSLError) -> Hash32 {
        var result = Hash32()
        let done = unsafe withUnsafeMutableBytes(of: &result) { raw in
            var count = raw.count
            return unsafe EVP_PKEY_get_raw_public_key(
                pointer, raw.assumingMemoryBound(to: UInt8.self).baseAddress, &count) == 1
                && count == raw.count
        }
        guard done else { throw OpenSSLError("EVP_PKEY_get_raw_public_key") }
        return result
    }
}
