import Cryptography
public import Primitives

extension P256Key {
    /// The 32 bytes that the owners of this key and of `point` share (ECDH, SEC 1, section 3.3.1).
    ///
    /// - Parameter point: The other side's uncompressed point.
    /// - Returns: The secret.
    /// - Throws: ``P256KeyError/point`` for a point that is not on the curve.
    public borrowing func agreement(with point: Bytes) throws(P256KeyError) -> SecretBytes {
        guard let own = try? pkcs8(), var target = try? SecretBytes(count: 32) else {
            throw .noMemory
        }
        let isAgreed: Bool
        do throws(OpenSSLError) {
            isAgreed = try target.write { target throws(OpenSSLError) in
                try own.withSpan { own throws(OpenSSLError) in
                    try P256.agree(pkcs8: own, point: point, into: &target)
                }
            }
        } catch {
            throw .failed(error)
        }
        guard isAgreed else { throw .point }
        return target
    }

    /// An ECDSA signature of a digest of 32 bytes, in DER.
    ///
    /// - Throws: ``P256KeyError``.
    public borrowing func signature(of digest: Bytes) throws(P256KeyError) -> Bytes {
        guard let own = try? pkcs8() else { throw .noMemory }
        do throws(OpenSSLError) {
            return try own.withSpan { own throws(OpenSSLError) in
                try P256.signature(pkcs8: own, digest: digest)
            }
        } catch {
            throw .failed(error)
        }
    }
}
