import COpenSSL

/// Certificates of which each vouches for the one before, from a leaf to the root that was pinned,
/// all valid at one time. Made by validation only.
public struct X509Chain: Sendable {
    /// The leaf first, the root last.
    public let certificates: [X509Certificate]
    /// The time of the validation, in seconds since 1970.
    public let time: Int64

    /// The chain from `leaf` over `intermediates`, as many of them as it needs, to `root`: names,
    /// signatures, authority, path lengths, critical extensions and validity (RFC 5280, section 6).
    /// Nothing but `root` is trusted; no revocation is asked.
    ///
    /// - Parameters:
    ///   - leaf: The certificate in question.
    ///   - intermediates: Certificates that may stand between.
    ///   - root: The one certificate that is trusted; it must vouch for itself.
    ///   - time: The time at which all must be valid, in seconds since 1970.
    /// - Throws: ``X509ChainError`` with the first fault.
    public init(
        leaf: X509Certificate, intermediates: [X509Certificate], root: X509Certificate,
        at time: Int64
    ) throws(X509ChainError) {
        guard let validation = X509Validation(),
            validation.add(root: root, intermediates: intermediates)
        else {
            throw X509ChainError(.failed(OpenSSLError("X509_STORE_CTX_new")), leaf)
        }
        // OpenSSL's stack counts no references.
        defer { withExtendedLifetime(intermediates) {} }
        certificates = try validation.run(leaf, among: [leaf, root] + intermediates)
        self.time = time
        guard certificates.last == root else {
            throw X509ChainError(.untrusted, leaf, depth: certificates.count)
        }
        for (depth, certificate) in certificates.enumerated() {
            try X509Chain.check(certificate, at: time, depth: depth)
        }
    }

    /// A certificate is valid from its first second to its last, both included (RFC 5280, section
    /// 4.1.2.5).
    private static func check(
        _ certificate: X509Certificate, at time: Int64, depth: Int
    ) throws(X509ChainError) {
        if time < certificate.notBefore {
            let early = certificate.notBefore &- time
            throw X509ChainError(.notYetValid(secondsEarly: early), certificate, depth: depth)
        }
        if time > certificate.notAfter {
            let late = time &- certificate.notAfter
            throw X509ChainError(.expired(secondsLate: late), certificate, depth: depth)
        }
    }
}
