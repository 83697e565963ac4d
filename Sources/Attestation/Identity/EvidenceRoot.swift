import Cryptography
public import Primitives

/// The certificate at which the trust in evidence ends.
public struct EvidenceRoot: Hashable, Sendable {
    /// SHA-256 of the certificate's DER.
    public let fingerprint: Hash32
    /// The certificate's subject, in printable ASCII.
    public let subject: String
    /// Whether it is the vendor's root that is pinned here. Evidence under another root proves
    /// nothing about hardware: it is for tests, and every answer says so.
    public let isPinned: Bool

    /// The root of a validated chain.
    ///
    /// - Parameters:
    ///   - certificate: The root.
    ///   - pinned: The fingerprint of the vendor's root.
    init(_ certificate: X509Certificate, pinned: Hash32) {
        fingerprint = SHA256.hash(certificate.der)
        subject = certificate.subjectText
        isPinned = fingerprint == pinned
    }
}
