import COpenSSL
package import Primitives

extension P256 {
    /// Writes the 32 bytes that the owners of the two keys share, the X of their common point (SEC 1,
    /// section 3.3.1), to `target`.
    ///
    /// - Parameters:
    ///   - pkcs8: The own private key in DER.
    ///   - point: The other side's uncompressed point.
    ///   - target: 32 bytes.
    /// - Returns: Whether the two agree; false for a point that is not on the curve.
    /// - Throws: ``OpenSSLError`` when the library fails.
    @_lifetime(target: copy target)
    package static func agree(
        pkcs8: RawSpan, point: Bytes, into target: inout MutableRawSpan
    ) throws(OpenSSLError) -> Bool {
        guard let peer = try? NISTPublicKey(curve: .p256, point: point) else { return false }
        guard let key = privateKey(pkcs8), let operation = KeyOperation(key),
            unsafe EVP_PKEY_derive_init(operation.pointer) == 1,
            unsafe EVP_PKEY_derive_set_peer(operation.pointer, peer.handle.pointer) == 1,
            target.byteCount == 32
        else { throw OpenSSLError("EVP_PKEY_derive_init") }
        return unsafe target.withUnsafeMutableBytes { target in
            var count = target.count
            return unsafe EVP_PKEY_derive(
                operation.pointer, target.assumingMemoryBound(to: UInt8.self).baseAddress, &count)
                == 1 && count == target.count
        }
    }

    /// An ECDSA signature of a digest in DER.
    ///
    /// - Throws: ``OpenSSLError``, also for a text that is no private key.
    package static func signature(
        pkcs8: RawSpan, digest: Bytes
    ) throws(OpenSSLError) -> Bytes {
        guard let key = privateKey(pkcs8), let operation = KeyOperation(key),
            unsafe EVP_PKEY_sign_init(operation.pointer) == 1
        else { throw OpenSSLError("EVP_PKEY_sign_init") }
        var signature = [UInt8](repeating: 0, count: mostSignatureBytes)
        var count = signature.count
        let done = unsafe digest.withUnsafeBytes { digest in
            unsafe EVP_PKEY_sign(
                operation.pointer, &signature, &count,
                digest.assumingMemoryBound(to: UInt8.self).baseAddress, digest.count)
        }
        guard done == 1 else { throw OpenSSLError("EVP_PKEY_sign") }
        return Bytes(signature[..<count])
    }

    /// Two integers of 33 bytes, and what DER puts around them.
    private static let mostSignatureBytes = 72

    private static func privateKey(_ pkcs8: RawSpan) -> PublicKeyHandle? {
        let pointer: OpaquePointer? = unsafe pkcs8.withUnsafeBytes { raw in
            var place = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            return unsafe d2i_PrivateKey(EVP_PKEY_EC, nil, &place, raw.count)
        }
        return unsafe PublicKeyHandle(owning: pointer)
    }
}
