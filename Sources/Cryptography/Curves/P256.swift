import COpenSSL
package import Primitives

/// The secret side of P-256, as far as the derivations of a KMS need it. Its callers in `Signing`
/// keep and wipe the scalars.
package enum P256 {
    /// The uncompressed point 04, X, Y of the public key of `scalar`; nil when `scalar` is not 32
    /// bytes long, or is 0, or is the group's order or more.
    ///
    /// - Throws: ``OpenSSLError`` when the library fails.
    package static func publicPoint(of scalar: RawSpan) throws(OpenSSLError) -> Bytes? {
        guard scalar.byteCount == 32 else { return nil }
        guard let group = unsafe EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1) else {
            throw OpenSSLError("EC_GROUP_new_by_curve_name")
        }
        defer { unsafe EC_GROUP_free(group) }
        guard let number = unsafe BN_secure_new() else { throw OpenSSLError("BN_secure_new") }
        defer { unsafe BN_clear_free(number) }
        guard let point = unsafe EC_POINT_new(group) else { throw OpenSSLError("EC_POINT_new") }
        defer { unsafe EC_POINT_clear_free(point) }
        guard let work = unsafe BN_CTX_secure_new() else { throw OpenSSLError("BN_CTX_new") }
        defer { unsafe BN_CTX_free(work) }
        let read = unsafe scalar.withUnsafeBytes { raw in
            unsafe BN_bin2bn(raw.assumingMemoryBound(to: UInt8.self).baseAddress, 32, number)
        }
        guard unsafe read != nil, let order = unsafe EC_GROUP_get0_order(group) else {
            throw OpenSSLError("BN_bin2bn")
        }
        guard unsafe BN_is_zero(number) == 0, unsafe BN_cmp(number, order) < 0 else { return nil }
        unsafe BN_set_flags(number, BN_FLG_CONSTTIME)
        guard unsafe EC_POINT_mul(group, point, number, nil, nil, work) == 1 else {
            throw OpenSSLError("EC_POINT_mul")
        }
        return try unsafe Bytes(count: 65) { target throws(OpenSSLError) in
            let written = unsafe EC_POINT_point2oct(
                group, point, POINT_CONVERSION_UNCOMPRESSED,
                target.assumingMemoryBound(to: UInt8.self).baseAddress, 65, work)
            guard written == 65 else { throw OpenSSLError("EC_POINT_point2oct") }
        }
    }
}
