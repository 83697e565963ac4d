import COpenSSL
public import Primitives

/// The curves of NIST whose signatures attestation documents carry (FIPS 186-5, SP 800-186).
public enum NISTCurve: String, Sendable, CaseIterable {
    /// secp256r1, with SHA-256: TDX.
    case p256 = "P-256"
    /// secp384r1, with SHA-384: Nitro.
    case p384 = "P-384"
    /// secp521r1, with SHA-512: certificates of signed enclave images.
    case p521 = "P-521"

    /// The bytes of a coordinate, and of each half of a signature.
    public var byteCount: Int {
        switch self {
        case .p256: 32
        case .p384: 48
        case .p521: 66
        }
    }

    /// The name by which OpenSSL knows the curve.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        }
    }

    /// The curve that OpenSSL calls `name`.
    init?(groupName name: String) {
        guard let curve = NISTCurve.allCases.first(where: { $0.groupName == name }) else {
            return nil
        }
        self = curve
    }
}

/// Why bytes are no public key of a curve.
public enum NISTKeyError: Error, Equatable, Sendable {
    /// The length is not that of an uncompressed point.
    case length(Int, expected: Int)
    /// The first byte is not 04: compressed and hybrid forms are refused.
    case form(UInt8)
    /// No point of the curve has these coordinates.
    case notOnCurve
    /// No DER of a SubjectPublicKeyInfo, or bytes behind it.
    case encoding
    /// A key of another algorithm or curve.
    case algorithm
    /// OpenSSL failed.
    case failed(OpenSSLError)
}

/// A public key on a curve of NIST.
public final class NISTPublicKey: Sendable {
    /// The curve.
    public let curve: NISTCurve
    let handle: PublicKeyHandle

    /// The key of an uncompressed point: 04, X, Y (SEC 1, section 2.3.3).
    ///
    /// - Throws: ``NISTKeyError`` that says what is wrong with the point.
    public init(curve: NISTCurve, point: Bytes) throws(NISTKeyError) {
        guard point.count == 1 + 2 * curve.byteCount else {
            throw .length(point.count, expected: 1 + 2 * curve.byteCount)
        }
        guard point[0] == 4 else { throw .form(point[0]) }
        guard let handle = PublicKeyHandle(curve: curve, point: point) else {
            ERR_clear_error()
            throw .notOnCurve
        }
        try NISTPublicKey.check(handle)
        self.curve = curve
        self.handle = handle
    }

    /// The key that `handle` owns.
    private init(_ handle: PublicKeyHandle) throws(NISTKeyError) {
        guard let (curve, _) = handle.curvePoint() else {
            ERR_clear_error()
            throw .algorithm
        }
        try NISTPublicKey.check(handle)
        self.curve = curve
        self.handle = handle
    }

    /// The key that an object of OpenSSL holds, which others may hold, too.
    ///
    /// - Throws: ``NISTKeyError/encoding`` for none, ``NISTKeyError/algorithm`` for one of another kind.
    convenience init(sharing pointer: OpaquePointer?) throws(NISTKeyError) {
        guard let pointer = unsafe pointer, unsafe EVP_PKEY_up_ref(pointer) == 1,
            let handle = unsafe PublicKeyHandle(owning: pointer)
        else {
            ERR_clear_error()
            throw .encoding
        }
        try self.init(handle)
    }

    /// The point is on its curve, its coordinates are in range. The curves of NIST have the cofactor 1,
    /// so that each of their points has the right order (SP 800-56A, section 5.6.2.3.4).
    private static func check(_ handle: PublicKeyHandle) throws(NISTKeyError) {
        guard let operation = KeyOperation(handle) else {
            throw .failed(OpenSSLError("EVP_PKEY_CTX_new"))
        }
        guard unsafe EVP_PKEY_public_check_quick(operation.pointer) == 1 else {
            ERR_clear_error()
            throw .notOnCurve
        }
    }

    /// The key of a SubjectPublicKeyInfo in DER (RFC 5480).
    ///
    /// - Throws: ``NISTKeyError/encoding``, or ``NISTKeyError/algorithm`` for a key of another kind.
    public convenience init(spki: Bytes) throws(NISTKeyError) {
        let pointer: OpaquePointer? = unsafe spki.withUnsafeBytes { raw in
            var place = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            let end = unsafe place.map { unsafe $0 + raw.count }
            guard let key = unsafe d2i_PUBKEY(nil, &place, raw.count) else {
                return nil
            }
            guard unsafe place == end else {
                unsafe EVP_PKEY_free(key)
                return nil
            }
            return unsafe key
        }
        guard let handle = unsafe PublicKeyHandle(owning: pointer) else {
            ERR_clear_error()
            throw .encoding
        }
        try self.init(handle)
    }

    /// The uncompressed point: 04, X, Y.
    public var point: Bytes { handle.curvePoint()?.point ?? Bytes() }
}

extension PublicKeyHandle {
    /// The key of a point, whose membership of the curve is still to be checked.
    fileprivate convenience init?(curve: NISTCurve, point: Bytes) {
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_fromdata_init(context) == 1 else { return nil }
        var name = [CChar](curve.groupName.utf8CString)
        var octets = [UInt8](point)
        var key: OpaquePointer?
        // A parameter keeps the pointer to its name: all four live until the end of the call.
        let done = unsafe OSSL_PKEY_PARAM_GROUP_NAME.withCString { groupKey in
            unsafe OSSL_PKEY_PARAM_PUB_KEY.withCString { pointKey in
                unsafe name.withUnsafeMutableBufferPointer { name in
                    unsafe octets.withUnsafeMutableBytes { octets in
                        var parameters = unsafe [
                            OSSL_PARAM_construct_utf8_string(groupKey, name.baseAddress, 0),
                            OSSL_PARAM_construct_octet_string(
                                pointKey, octets.baseAddress, octets.count),
                            OSSL_PARAM_construct_end(),
                        ]
                        return unsafe EVP_PKEY_fromdata(
                            context, &key, Int32(copenssl_public_key), &parameters)
                    }
                }
            }
        }
        guard done == 1 else { return nil }
        unsafe self.init(owning: key)
    }

    /// The curve and the uncompressed point of a key of a curve of NIST; nil for other keys.
    func curvePoint() -> (curve: NISTCurve, point: Bytes)? {
        var name = [CChar](repeating: 0, count: 64)
        var count = 0
        guard
            unsafe EVP_PKEY_get_utf8_string_param(
                pointer, OSSL_PKEY_PARAM_GROUP_NAME, &name, name.count, &count) == 1
        else { return nil }
        let text = String(decoding: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let curve = NISTCurve(groupName: text) else { return nil }
        var octets = [UInt8](repeating: 0, count: 1 + 2 * curve.byteCount)
        guard
            unsafe EVP_PKEY_get_octet_string_param(
                pointer, OSSL_PKEY_PARAM_PUB_KEY, &octets, octets.count, &count) == 1,
            count == octets.count
        else { return nil }
        return (curve, Bytes(octets))
    }
}
