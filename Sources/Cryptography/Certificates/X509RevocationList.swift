import COpenSSL
public import Primitives

/// A certificate revocation list (RFC 5280, section 5), read but not trusted until ``isSigned(by:)``.
///
/// OpenSSL's object is read only, so that threads may share it.
@safe
public final class X509RevocationList: @unchecked Sendable {
    private let handle: OpaquePointer
    /// The issuer's name in DER.
    public let issuer: Bytes
    /// The first second of the list, since 1970.
    public let thisUpdate: Int64
    /// The last second by which a newer one comes, since 1970.
    public let nextUpdate: Int64

    /// The list that `der` holds, and nothing else.
    ///
    /// - Throws: ``X509Error``, also for a list that does not say when the next one comes.
    public init(der: Bytes) throws(X509Error) {
        var consumed = 0
        let parsed: OpaquePointer? = unsafe der.withUnsafeBytes { raw in
            guard let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress else {
                return nil
            }
            var place: UnsafePointer<UInt8>? = unsafe start
            let list = unsafe d2i_X509_CRL(nil, &place, raw.count)
            unsafe consumed = place.map { unsafe $0 - start } ?? 0
            return unsafe list
        }
        guard let handle = unsafe parsed else { throw .encoding(OpenSSLError("d2i_X509_CRL")) }
        unsafe self.handle = handle
        issuer = unsafe X509Certificate.bytes(name: X509_CRL_get_issuer(handle))
        let times = unsafe (
            X509Certificate.seconds(X509_CRL_get0_lastUpdate(handle)),
            X509Certificate.seconds(X509_CRL_get0_nextUpdate(handle))
        )
        thisUpdate = times.0 ?? 0
        nextUpdate = times.1 ?? 0
        guard consumed == der.count else { throw .trailing(offset: consumed) }
        guard times.0 != nil, times.1 != nil else { throw .malformed("times") }
    }

    deinit { unsafe X509_CRL_free(handle) }

    /// Whether `authority` has signed the list: its name, its key, and its right to do so.
    public func isSigned(by authority: X509Certificate) -> Bool {
        guard authority.subject == issuer,
            authority.keyUsage?.contains(.revocationListSigning) == true,
            let key = unsafe X509_get0_pubkey(authority.handle)
        else { return false }
        let verdict = unsafe X509_CRL_verify(handle, key)
        ERR_clear_error()
        return verdict == 1
    }

    /// Whether the list revokes `certificate`, which its issuer must have issued.
    public func revokes(_ certificate: X509Certificate) -> Bool {
        guard certificate.issuer == issuer else { return false }
        var entry: OpaquePointer?
        let serial = unsafe X509_get_serialNumber(certificate.handle)
        return unsafe X509_CRL_get0_by_serial(handle, &entry, serial) == 1
    }
}
