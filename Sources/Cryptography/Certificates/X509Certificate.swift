import COpenSSL
public import Primitives

/// Why bytes are no certificate.
public enum X509Error: Error, Equatable, Sendable {
    /// No certificate in DER (RFC 5280).
    case encoding(OpenSSLError)
    /// Bytes behind the certificate.
    case trailing(offset: Int)
    /// A validity that is no time, or an extension that cannot be read.
    case malformed(String)
}

extension X509Error: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .encoding(let error): "no certificate: \(error.reason)"
        case .trailing(let offset): "bytes behind the certificate, from \(offset)"
        case .malformed(let field): "the certificate's \(field) is malformed"
        }
    }
}

/// An X.509 certificate (RFC 5280), read but not trusted: ``X509Chain`` says who vouches for it.
///
/// OpenSSL's object is read only, so that threads may share it.
@safe
public final class X509Certificate: @unchecked Sendable {
    let handle: OpaquePointer
    /// The certificate's bytes.
    public let der: Bytes
    /// The first second at which it is valid, since 1970.
    public let notBefore: Int64
    /// The last second at which it is valid, since 1970.
    public let notAfter: Int64

    /// The certificate that `der` holds, and nothing else.
    ///
    /// - Throws: ``X509Error``.
    public init(der: Bytes) throws(X509Error) {
        var consumed = 0
        let parsed: OpaquePointer? = unsafe der.withUnsafeBytes { raw in
            guard let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress else {
                return nil
            }
            var place: UnsafePointer<UInt8>? = unsafe start
            let certificate = unsafe d2i_X509(nil, &place, raw.count)
            unsafe consumed = place.map { unsafe $0 - start } ?? 0
            return unsafe certificate
        }
        guard let handle = unsafe parsed else { throw .encoding(OpenSSLError("d2i_X509")) }
        unsafe self.handle = handle
        self.der = der.copied()
        let times = unsafe (
            X509Certificate.seconds(X509_get0_notBefore(handle)),
            X509Certificate.seconds(X509_get0_notAfter(handle))
        )
        notBefore = times.0 ?? 0
        notAfter = times.1 ?? 0
        guard consumed == der.count else { throw .trailing(offset: consumed) }
        guard times.0 != nil, times.1 != nil else { throw .malformed("validity") }
        guard unsafe X509_get_extension_flags(handle) & UInt32(EXFLAG_INVALID) == 0 else {
            ERR_clear_error()
            throw .malformed("extensions")
        }
    }

    deinit { unsafe X509_free(handle) }

    /// The seconds since 1970 that a time of ASN.1 means.
    static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        guard let time = unsafe time, let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
        defer { unsafe ASN1_TIME_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return Int64(days) * 86400 + Int64(seconds)
    }
}

extension X509Certificate: Equatable {
    /// Whether both are the same bytes.
    public static func == (left: X509Certificate, right: X509Certificate) -> Bool {
        left.der == right.der
    }
}
