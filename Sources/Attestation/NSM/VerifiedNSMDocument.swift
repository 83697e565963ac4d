public import Cryptography
public import Primitives

/// An attestation document that the hypervisor of a Nitro enclave signed: form, limits, chain to the
/// root, signature and times are checked, in this order.
///
/// A debug enclave's document verifies; ``measuredBoot(claims:)`` says that no key may be released
/// on it.
public struct VerifiedNSMDocument: Sendable {
    /// What it says.
    public let document: NSMDocument
    /// Who vouches for it, the leaf first.
    public let chain: X509Chain
    /// The certificate at which the trust ends.
    public let root: EvidenceRoot
    /// When it was signed and judged.
    public let freshness: Freshness

    /// Verifies a document.
    ///
    /// - Parameters:
    ///   - bytes: The COSE_Sign1 message, as `/dev/nsm` gave it.
    ///   - root: The one certificate that is trusted; another than AWS's marks the result.
    ///   - time: The time at which it is judged: the clock's, or one of the past in a replay.
    ///   - isReplay: Whether the time is one of the past.
    ///   - rules: How old it may be.
    /// - Throws: ``NSMError`` with the first fault.
    public init(
        verifying bytes: Bytes, root: X509Certificate, at time: EvidenceTime,
        isReplay: Bool = false, rules: FreshnessRules = .standard
    ) throws(NSMError) {
        let message: COSESign1
        do throws(COSEError) { message = try COSESign1(parsing: bytes) } catch {
            throw .cose(error)
        }
        document = try NSMDocument(payload: message.payload)
        chain = try NSMChain.validated(document, root: root, at: time)
        try VerifiedNSMDocument.check(message, signedBy: chain.certificates[0])
        self.root = EvidenceRoot(root, pinned: AWSNitroRoot.fingerprint)
        freshness = Freshness(
            signedAt: document.timestamp, judgedAt: time, isReplay: isReplay)
        if let fault = freshness.fault(rules) { throw .freshness(fault) }
        // The leaf is made for the document; a clock may differ, but not by more than the rules say.
        let early = chain.certificates[0].notBefore &- document.timestamp.seconds
        guard early <= Int64(clamping: rules.furthestAhead) else {
            throw .signedBeforeCertificate(seconds: early)
        }
    }

    private static func check(
        _ message: COSESign1, signedBy leaf: X509Certificate
    ) throws(NSMError) {
        guard let key = try? leaf.publicKey() else {
            throw .algorithm(subject: leaf.subjectText)
        }
        let isSigned: Bool
        do throws(OpenSSLError) { isSigned = try message.isSigned(by: key) } catch {
            throw .failed(error)
        }
        guard isSigned else { throw .signature }
    }
}
