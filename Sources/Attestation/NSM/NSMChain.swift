import Cryptography
import Primitives

/// The rules for the certificates of a document: a chain of AWS's form and no other.
enum NSMChain {
    /// The chain from the leaf to the trusted root, every certificate of the bundle in its place.
    ///
    /// - Parameters:
    ///   - document: The document that carries the certificates.
    ///   - root: The one certificate that is trusted.
    ///   - time: The time at which all must be valid.
    /// - Returns: The validated chain.
    /// - Throws: ``NSMError``.
    static func validated(
        _ document: NSMDocument, root: X509Certificate, at time: EvidenceTime
    ) throws(NSMError) -> X509Chain {
        var bundle: [X509Certificate] = []
        for (place, der) in document.bundle.enumerated() {
            bundle.append(try certificate(der, place: place))
        }
        let leaf = try certificate(document.certificate, place: nil)
        // Validation never looks at the bundle's root, so a foreign one would go unseen.
        guard let first = bundle.first, first == root else {
            throw .root(found: bundle.first?.subjectText ?? "nothing")
        }
        let chain: X509Chain
        do throws(X509ChainError) {
            chain = try X509Chain(
                leaf: leaf, intermediates: Array(bundle.dropFirst()), root: root, at: time.seconds)
        } catch {
            throw .chain(error)
        }
        guard chain.certificates == [leaf] + Array(bundle.reversed()) else { throw .order }
        for (depth, certificate) in chain.certificates.enumerated() {
            try check(certificate, isLeaf: depth == 0)
        }
        return chain
    }

    private static func certificate(
        _ der: Bytes, place: Int?
    ) throws(NSMError) -> X509Certificate {
        do throws(X509Error) { return try X509Certificate(der: der) } catch {
            throw .certificate(place: place, error)
        }
    }

    private static func check(
        _ certificate: X509Certificate, isLeaf: Bool
    ) throws(NSMError) {
        let subject = certificate.subjectText
        guard certificate.signatureAlgorithm == "ecdsa-with-SHA384",
            (try? certificate.publicKey())?.curve == .p384
        else { throw .algorithm(subject: subject) }
        guard let usage = certificate.keyUsage else { throw .usage(subject: subject) }
        let isRight =
            isLeaf
            ? !certificate.isAuthority && certificate.pathLength == nil
                && usage.contains(.digitalSignature) && certificate.mayAuthenticateClients
            : certificate.isAuthority && usage.contains(.certificateSigning)
        guard isRight else { throw .usage(subject: subject) }
    }
}
