public import Attestation
public import Authorization
import Codec
public import Cryptography
import Primitives

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

    /// Verifies the evidence of a request, a document of the NSM of a Nitro enclave.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - root: The root that is trusted.
    ///   - time: The clock's time: a live request is never judged at another.
    ///   - rules: How old evidence may be.
    /// - Throws: ``ReleaseRefusal`` with the first rule broken.
    public init(
        verifying request: ReleaseRequest, root: X509Certificate, at time: EvidenceTime,
        rules: FreshnessRules
    ) throws(ReleaseRefusal) {
        let document: VerifiedNSMDocument
        do throws(NSMError) {
            document = try VerifiedNSMDocument(
                verifying: request.evidence, root: root, at: time, rules: rules)
        } catch .freshness(let fault) {
            throw ReleaseRefusal(.stale, fault.description)
        } catch {
            throw ReleaseRefusal(.evidence, error.description)
        }
        let claims = NitroClaims(appID: request.app.bytes, instanceID: request.instance)
        guard let boot = document.measuredBoot(claims: claims) else {
            throw ReleaseRefusal(.refused, "the document lacks PCR0, PCR1 or PCR2")
        }
        if let finding = boot.refusals.first {
            throw ReleaseRefusal(finding.code == .debug ? .debug : .refused, finding.text)
        }
        key = try AttestedRequest.key(of: boot, request)
        let body = Bytes(utf8: boot.identity.request.serialized(.compact.ascii))
        do throws(RequestFault) { question = try BootRequest(body: body, kind: .app) } catch {
            throw ReleaseRefusal(.malformed, "the identity: \(error)")
        }
        self.request = request
        self.boot = boot
    }

    private static func key(
        of boot: MeasuredBoot, _ request: ReleaseRequest
    ) throws(ReleaseRefusal) -> SealingKey {
        guard let encoding = boot.binding.publicKey, encoding.count > 0 else {
            throw ReleaseRefusal(.keyMissing, "the evidence has no public key")
        }
        if let named = request.publicKey, named != encoding {
            throw ReleaseRefusal(.keyOther, "the evidence is bound to another public key")
        }
        guard let key = SealingKey(encoding) else {
            throw ReleaseRefusal(
                .keyForm,
                "the evidence's public key is neither X25519 nor RSA of 2048 to 4096 bits")
        }
        return key
    }
}
