public import Attestation
public import Authorization
import Codec
import Cryptography
public import Primitives

/// A request whose evidence verified and is bound to a key: what is left to ask is whether its nonce
/// is ours and whether the chain allows it.
public struct AttestedRequest: Sendable {
    /// The request.
    public let request: ReleaseRequest
    /// Who asks, measured.
    public let boot: MeasuredBoot
    /// The question to the chain.
    public let question: BootRequest
    /// To whom keys are sealed.
    public let key: SealingKey
    /// What the request carries as nonce: inside of the evidence, or under the certificate's key.
    public let nonce: Bytes?

    /// Verifies the evidence of a request: a document of the NSM of a Nitro enclave, or a certificate
    /// of RA-TLS in DER, of whatever platform.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - trust: Whom to trust; the time is the clock's, a live request is never judged at another.
    /// - Throws: ``ReleaseRefusal`` with the first rule broken.
    public init(
        verifying request: ReleaseRequest, _ trust: EvidenceTrust
    ) throws(ReleaseRefusal) {
        let isCertificate = request.evidence.first == 0x30
        let attested: Attested
        if isCertificate {
            attested = try Attested(certificate: request, trust)
        } else {
            attested = try Attested(document: request, trust)
        }
        boot = attested.boot
        nonce = attested.nonce
        if let finding = boot.refusals.first {
            throw ReleaseRefusal(finding.code == .debug ? .debug : .refused, finding.text)
        }
        guard let encoding = attested.key, encoding.count > 0 else {
            throw ReleaseRefusal(.keyMissing, "the evidence has no public key")
        }
        if let named = request.publicKey, named != encoding {
            throw ReleaseRefusal(.keyOther, "the evidence is bound to another public key")
        }
        guard let key = SealingKey(encoding) else {
            throw ReleaseRefusal(
                .keyForm,
                "the evidence's public key is neither X25519, P-256 nor RSA of 2048 to 4096 bits")
        }
        self.key = key
        let body = Bytes(utf8: boot.identity.request.serialized(.compact.ascii))
        do throws(RequestFault) { question = try BootRequest(body: body, kind: .app) } catch {
            throw ReleaseRefusal(.malformed, "the identity: \(error)")
        }
        self.request = request
    }
}

/// What the evidence of a request comes to.
private struct Attested {
    let boot: MeasuredBoot
    let key: Bytes?
    let nonce: Bytes?

    /// A bare document: app and instance are what the request says.
    init(document request: ReleaseRequest, _ trust: EvidenceTrust) throws(ReleaseRefusal) {
        let document: VerifiedNSMDocument
        do throws(NSMError) {
            document = try VerifiedNSMDocument(
                verifying: request.evidence, root: trust.nitroRoot, at: trust.time,
                rules: trust.rules)
        } catch {
            throw Attested.refusal(error)
        }
        let claims = NitroClaims(appID: request.app.bytes, instanceID: request.instance)
        guard let boot = document.measuredBoot(claims: claims) else {
            throw ReleaseRefusal(.refused, "the document lacks PCR0, PCR1 or PCR2")
        }
        self.boot = boot
        key = boot.binding.publicKey
        nonce = boot.binding.nonce
    }

    /// A certificate: its evidence is bound to its key, which signs the nonce.
    init(certificate request: ReleaseRequest, _ trust: EvidenceTrust) throws(ReleaseRefusal) {
        let certificate: X509Certificate
        do throws(X509Error) { certificate = try X509Certificate(der: request.evidence) } catch {
            throw ReleaseRefusal(.evidence, "the certificate: \(error)")
        }
        do throws(RATLSError) {
            boot = try RATLSCertificate(certificate).boot(trust)
        } catch .evidence(.nitro(.document(let error))) {
            throw Attested.refusal(error)
        } catch {
            throw ReleaseRefusal(.evidence, error.description)
        }
        guard boot.identity.appID.value == request.app.bytes,
            boot.identity.instanceID.value == request.instance
        else {
            throw ReleaseRefusal(
                .appOther, "the evidence is of another app or instance than the request names")
        }
        key = certificate.spki
        guard let proof = request.proof else {
            throw ReleaseRefusal(.nonceMissing, "a certificate needs a nonce signed by its key")
        }
        let digest = ReleaseRequest.challenge(
            nonce: proof.nonce, app: request.app, instance: request.instance)
        let isSigned = (try? certificate.publicKey().isValid(der: proof.signature, of: digest))
        guard isSigned == true else {
            throw ReleaseRefusal(
                .keyProof, "the nonce is not signed by the certificate's key (ECDSA on P-256)")
        }
        nonce = proof.nonce
    }

    private static func refusal(_ error: NSMError) -> ReleaseRefusal {
        if case .freshness(let fault) = error { return ReleaseRefusal(.stale, fault.description) }
        return ReleaseRefusal(.evidence, error.description)
    }
}
