import COpenSSL
public import Primitives

extension NISTPublicKey {
    /// Whether `signature`, r and s as two numbers of fixed width one after the other (as COSE, RFC
    /// 9053, section 2.1, and Intel's quotes write it), is one of `digest` under this key.
    ///
    /// False, too, for another length and for r or s out of range.
    ///
    /// - Throws: ``OpenSSLError`` when the library fails, which says nothing of the signature.
    public func isValid(
        fixedWidth signature: Bytes, of digest: Bytes
    ) throws(OpenSSLError) -> Bool {
        guard signature.count == 2 * curve.byteCount else { return false }
        let r = signature.slice(0..<curve.byteCount)
        let s = signature.slice(from: curve.byteCount)
        return try isValid(der: ECDSA.der(r: r, s: s), of: digest)
    }

    /// Whether `signature`, an ECDSA-Sig-Value in DER (RFC 3279, section 2.2.3), is one of `digest`
    /// under this key.
    ///
    /// - Throws: ``OpenSSLError`` when the library fails, which says nothing of the signature.
    public func isValid(der signature: Bytes, of digest: Bytes) throws(OpenSSLError) -> Bool {
        guard let operation = KeyOperation(handle),
            unsafe EVP_PKEY_verify_init(operation.pointer) == 1
        else { throw OpenSSLError("EVP_PKEY_verify_init") }
        let verdict = unsafe signature.withUnsafeBytes { signature in
            unsafe digest.withUnsafeBytes { digest in
                unsafe EVP_PKEY_verify(
                    operation.pointer,
                    signature.assumingMemoryBound(to: UInt8.self).baseAddress, signature.count,
                    digest.assumingMemoryBound(to: UInt8.self).baseAddress, digest.count)
            }
        }
        ERR_clear_error()
        return verdict == 1
    }
}

/// The two forms of an ECDSA signature.
enum ECDSA {
    /// The sequence of two integers in DER.
    static func der(r: Bytes, s: Bytes) -> Bytes {
        let content = integer(r) + integer(s)
        return Bytes([0x30] + length(content.count) + content)
    }

    /// An integer in DER: no leading zeros but the one that keeps it positive.
    private static func integer(_ number: Bytes) -> [UInt8] {
        var digits = [UInt8](number.drop { $0 == 0 })
        if (digits.first ?? 0xff) >= 0x80 { digits.insert(0, at: 0) }
        return [0x02] + length(digits.count) + digits
    }

    /// A length in DER; signatures are shorter than 256 bytes.
    private static func length(_ count: Int) -> [UInt8] {
        let byte = UInt8(truncatingIfNeeded: count)
        return count < 0x80 ? [byte] : [0x81, byte]
    }
}
