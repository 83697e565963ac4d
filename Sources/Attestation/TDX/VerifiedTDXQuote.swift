public import Cryptography
public import Primitives

/// A TDX quote that Intel's certificates and collateral vouch for: form, PCK chain, revocation, quoting
/// enclave and signature are checked, and what the collateral says of the platform is known.
///
/// A quote of a guest in debug mode, or of a platform out of date, verifies; ``refusals`` and
/// ``status`` say so.
public struct VerifiedTDXQuote: Sendable {
    /// What it says.
    public let quote: TDXQuote
    /// The platform.
    public let platform: PCKExtension
    /// Intel's word on platform, TDX module and quoting enclave together.
    public let status: TCBStatus
    /// The advisories of all three, each once, in their order.
    public let advisories: [String]
    /// How far the platform is from a TCB that is up to date.
    public let outlook: TCBOutlook
    /// The certificate at which the trust ends.
    public let root: EvidenceRoot
    /// When it was judged; a quote does not say when it was made.
    public let freshness: Freshness

    /// Verifies a quote.
    ///
    /// - Parameters:
    ///   - bytes: The quote.
    ///   - collateral: Intel's word on platforms of this kind.
    ///   - root: The one certificate that is trusted; another than Intel's marks the result.
    ///   - time: The time at which it is judged: certificates and collateral must be in force.
    ///   - isReplay: Whether the time is one of the past.
    /// - Throws: ``TDXQuoteError`` with the first fault.
    public init(
        verifying bytes: Bytes, collateral: TDXCollateral, root: X509Certificate,
        at time: EvidenceTime, isReplay: Bool = false
    ) throws(TDXQuoteError) {
        quote = try TDXQuote(parsing: bytes)
        let trust = TDXTrust(root: root, time: time.seconds)
        let chain = try trust.platformChain(quote.proof.chain)
        platform = try PCKExtension(chain[0])
        let documents = try trust.documents(collateral)
        let (info, identity) = (documents.info, documents.identity)
        let listsEnd = try trust.checkRevocation(chain, collateral, documents.authorities)
        guard info.fmspc == platform.fmspc, info.pceID == platform.pceID else {
            throw .collateral("tcb_info is for another kind of platform")
        }
        try TDXTrust.checkSignatures(quote, platform: chain[0])
        let judgement = try TCBJudgement(
            report: quote.report, enclave: quote.proof.enclave, platform: platform, info: info,
            identity: identity)
        status = judgement.status
        advisories = judgement.advisories
        outlook = TCBOutlook(
            report: quote.report, enclave: quote.proof.enclave, platform: platform, info: info,
            identity: identity, collateralEnds: min(documents.end, listsEnd))
        self.root = EvidenceRoot(root, pinned: IntelRoot.fingerprint)
        freshness = Freshness(signedAt: nil, judgedAt: time, isReplay: isReplay)
    }

    /// Why no key may be released, whatever the chain allows; empty when nothing is against it.
    public var refusals: [EvidenceFinding] {
        var found: [EvidenceFinding] = []
        let report = quote.report
        if report.attributes.contains(.debug) {
            found.append(
                EvidenceFinding(.refusal, .debug, "the guest is in debug mode: its host reads it"))
        } else if !report.attributes.isDisjoint(with: .untrusted) {
            found.append(
                EvidenceFinding(.refusal, .debug, "attributes under which no guest is trusted"))
        }
        if let service = report.mrServiceTD, service != .zero {
            found.append(
                EvidenceFinding(
                    .refusal, .serviceGuest, "a service guest can move this one: \(service.digits)")
            )
        }
        if report.attributes.contains(.migratable) {
            found.append(
                EvidenceFinding(
                    .refusal, .migratable,
                    "the guest may be moved to a machine that nobody measured"
                ))
        }
        if status == .revoked {
            found.append(
                EvidenceFinding(.refusal, .revokedPlatform, "Intel has revoked the platform's TCB"))
        }
        return found
    }

    /// The measurements of the guest with the registers as quoted.
    public var measurement: TDXMeasurement? { quote.measurement }

    /// dstack's device id, SHA-256 of the platform's id.
    public var deviceID: Hash32 { TDXMeasurement.deviceID(ppid: platform.ppid) }
}
