import COpenSSL
public import Primitives

extension X509Certificate {
    /// The one certificate of a PEM text (RFC 7468); text around it is skipped.
    ///
    /// - Throws: ``X509Error``, also for a second certificate, so that nobody trusts by accident
    ///   another one than they think.
    public convenience init(pem: Bytes) throws(X509Error) {
        let texts = try X509Certificate.encodings(pem: pem, most: 2)
        guard let first = texts.first else {
            throw .encoding(OpenSSLError("PEM_read_bio_X509"))
        }
        guard texts.count == 1 else { throw .malformed("number in the PEM text") }
        try self.init(der: first)
    }

    /// The certificates of a PEM text in its order; text around them is skipped.
    ///
    /// - Parameters:
    ///   - pem: The text.
    ///   - most: How many are read; more are not looked at.
    ///   - known: Certificates that were read before: the same bytes are not read again, since
    ///     decoding a key takes OpenSSL longer than verifying a signature.
    /// - Returns: The certificates; none for a text without one.
    /// - Throws: ``X509Error``.
    public static func certificates(
        pem: Bytes, most: Int, known: [X509Certificate] = []
    ) throws(X509Error) -> [X509Certificate] {
        var certificates: [X509Certificate] = []
        for der in try encodings(pem: pem, most: most) {
            if let found = known.first(where: { $0.der == der }) {
                certificates.append(found)
            } else {
                certificates.append(try X509Certificate(der: der))
            }
        }
        return certificates
    }

    /// The DER of the certificates of a PEM text, at most so many.
    private static func encodings(pem: Bytes, most: Int) throws(X509Error) -> [Bytes] {
        let count = Int32(clamping: pem.count)
        let input = unsafe pem.withUnsafeBytes { raw -> OpaquePointer? in
            guard let start = raw.baseAddress,
                let input = unsafe BIO_new(BIO_s_mem())
            else { return nil }
            unsafe BIO_write(input, start, count)
            return unsafe input
        }
        guard let input = unsafe input else { throw .encoding(OpenSSLError("BIO_new")) }
        defer { unsafe BIO_free(input) }
        var found: [Bytes] = []
        var content: UnsafeMutablePointer<UInt8>?
        var length = 0
        while found.count < most,
            unsafe PEM_bytes_read_bio(&content, &length, nil, "CERTIFICATE", input, nil, nil) == 1
        {
            defer { unsafe CRYPTO_free(content, "", 0) }
            unsafe found.append(
                Bytes(copying: UnsafeRawBufferPointer(start: content, count: length)))
        }
        if !found.isEmpty { ERR_clear_error() }
        return found
    }
}
