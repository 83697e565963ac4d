import COpenSSL
public import Primitives

/// What the key of a certificate may be used for (RFC 5280, section 4.2.1.3).
public struct X509KeyUsage: OptionSet, Sendable {
    /// The bits as OpenSSL numbers them.
    public let rawValue: UInt32

    /// The usages of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Signatures other than those on certificates and revocation lists.
    public static let digitalSignature = X509KeyUsage(rawValue: 0x80)
    /// Signatures that bind their signer.
    public static let nonRepudiation = X509KeyUsage(rawValue: 0x40)
    /// Signatures on certificates.
    public static let certificateSigning = X509KeyUsage(rawValue: 0x04)
    /// Signatures on revocation lists.
    public static let revocationListSigning = X509KeyUsage(rawValue: 0x02)
}

extension X509Certificate {
    /// The version as people count it: 3 for all that carry extensions.
    public var version: Int { unsafe X509_get_version(handle) + 1 }

    /// The serial number's bytes.
    public var serialNumber: Bytes {
        unsafe X509Certificate.bytes(X509_get0_serialNumber(handle))
    }

    /// The subject's name in DER.
    public var subject: Bytes { unsafe X509Certificate.bytes(name: X509_get_subject_name(handle)) }

    /// The issuer's name in DER.
    public var issuer: Bytes { unsafe X509Certificate.bytes(name: X509_get_issuer_name(handle)) }

    /// The subject's name for people, `CN=…,O=…`, in printable ASCII.
    public var subjectText: String {
        guard let output = unsafe BIO_new(BIO_s_mem()) else { return "?" }
        defer { unsafe BIO_free(output) }
        let flags = UInt(copenssl_name_rfc2253)
        let name = unsafe X509_get_subject_name(handle)
        guard unsafe X509_NAME_print_ex(output, name, 0, flags) >= 0 else { return "?" }
        var text = [UInt8](repeating: 0, count: 1024)
        let count = unsafe BIO_read(output, &text, Int32(text.count))
        let printable = text.prefix(Int(max(0, count))).map { (0x20...0x7e) ~= $0 ? $0 : 0x3f }
        return String(decoding: printable, as: UTF8.self)
    }

    /// The SubjectPublicKeyInfo in DER, which pins and RA-TLS's report data hash.
    public var spki: Bytes {
        unsafe X509Certificate.encoded { target in
            unsafe i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), target)
        }
    }

    /// The key, if it is on a curve of NIST.
    ///
    /// - Throws: ``NISTKeyError``.
    public func publicKey() throws(NISTKeyError) -> NISTPublicKey {
        try unsafe NISTPublicKey(sharing: X509_get0_pubkey(handle))
    }

    /// Whether the certificate may issue others, by its basic constraints (section 4.2.1.9).
    public var isAuthority: Bool {
        unsafe X509_get_extension_flags(handle) & UInt32(EXFLAG_CA) != 0
    }

    /// How many authorities may stand between this one and a leaf; nil for no limit.
    public var pathLength: Int? {
        let length = unsafe X509_get_pathlen(handle)
        return length < 0 ? nil : length
    }

    /// What the key may be used for; nil without the extension, which allows everything.
    public var keyUsage: X509KeyUsage? {
        let usage = unsafe X509_get_key_usage(handle)
        return usage == .max ? nil : X509KeyUsage(rawValue: usage)
    }

    /// Whether the extended key usage allows the authentication of clients; without the extension
    /// every use is allowed (section 4.2.1.12).
    public var mayAuthenticateClients: Bool {
        let usage = unsafe X509_get_extended_key_usage(handle)
        return usage == .max || usage & UInt32(XKU_SSL_CLIENT | XKU_ANYEKU) != 0
    }

    /// The name of the algorithm of the issuer's signature, such as `ecdsa-with-SHA384`.
    public var signatureAlgorithm: String {
        guard let name = unsafe OBJ_nid2sn(X509_get_signature_nid(handle)) else { return "?" }
        return unsafe String(cString: name)
    }

    static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> Bytes {
        guard let string = unsafe string, let start = unsafe ASN1_STRING_get0_data(string) else {
            return Bytes()
        }
        let count = unsafe Int(ASN1_STRING_length(string))
        return unsafe Bytes(copying: UnsafeRawBufferPointer(start: start, count: max(0, count)))
    }

    static func bytes(name: OpaquePointer?) -> Bytes {
        unsafe encoded { target in unsafe i2d_X509_NAME(name, target) }
    }

    /// What a function of OpenSSL encodes into memory of its own.
    static func encoded(
        _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
    ) -> Bytes {
        var start: UnsafeMutablePointer<UInt8>?
        let count = unsafe encode(&start)
        guard count > 0, let start = unsafe start else { return Bytes() }
        defer { unsafe CRYPTO_free(start, "", 0) }
        return unsafe Bytes(copying: UnsafeRawBufferPointer(start: start, count: Int(count)))
    }
}
