import COpenSSL
package import Primitives

/// X25519 (RFC 7748, section 5). Its callers in `Signing` keep and wipe the secrets.
public enum X25519 {
    /// Why two keys do not agree on a secret.
    public enum Failure: Error, Equatable, Sendable {
        /// The other side's key is a point of small order: the secret would be zero (section 6.1).
        case smallOrder
        /// OpenSSL failed.
        case failed(OpenSSLError)
    }

    /// The public key of `secret`, 32 bytes that need no clamping.
    ///
    /// - Throws: ``OpenSSLError``, also for a secret that is not 32 bytes long.
    package static func publicKey(secret: RawSpan) throws(OpenSSLError) -> Hash32 {
        guard let key = PublicKeyHandle(secret: secret, kind: EVP_PKEY_X25519) else {
            throw OpenSSLError("EVP_PKEY_new_raw_private_key")
        }
        return try key.rawPublicKey()
    }

    /// Writes the 32 bytes that the owners of the two keys share to `target`.
    ///
    /// - Throws: ``Failure/smallOrder`` for keys that give no secret.
    @_lifetime(target: copy target)
    package static func agree(
        secret: RawSpan, publicKey: Hash32, into target: inout MutableRawSpan
    ) throws(Failure) {
        let peerPointer = unsafe publicKey.withUnsafeBytes { raw in
            unsafe EVP_PKEY_new_raw_public_key(
                EVP_PKEY_X25519, nil, raw.assumingMemoryBound(to: UInt8.self).baseAddress,
                raw.count)
        }
        guard let key = PublicKeyHandle(secret: secret, kind: EVP_PKEY_X25519),
            let peer = unsafe PublicKeyHandle(owning: peerPointer),
            let operation = KeyOperation(key),
            unsafe EVP_PKEY_derive_init(operation.pointer) == 1,
            unsafe EVP_PKEY_derive_set_peer(operation.pointer, peer.pointer) == 1,
            target.byteCount == 32
        else { throw .failed(OpenSSLError("EVP_PKEY_derive_init")) }
        let done = unsafe target.withUnsafeMutableBytes { target in
            var count = target.count
            return unsafe EVP_PKEY_derive(
                operation.pointer, target.assumingMemoryBound(to: UInt8.self).baseAddress, &count)
                == 1 && count == target.count
        }
        guard done else {
            ERR_clear_error()
            throw .smallOrder
        }
    }
}
