/// A boot whose evidence verified: who it is, what its evidence is bound to, who vouches for it, and
/// what people should know. Made by verification only.
///
/// Verified is not allowed: a debug enclave verifies, and ``refusals`` is then not empty.
public struct MeasuredBoot: Hashable, Sendable {
    /// Who it is.
    public let identity: MeasuredIdentity
    /// What the guest put into the evidence.
    public let binding: EvidenceBinding
    /// The certificate at which the trust ends.
    public let root: EvidenceRoot
    /// When the evidence was signed and judged.
    public let freshness: Freshness
    /// What people should know, the gravest first.
    public let findings: [EvidenceFinding]

    /// The result of a verification; findings that follow from the root and the times are added.
    init(
        identity: MeasuredIdentity, binding: EvidenceBinding, root: EvidenceRoot,
        freshness: Freshness, findings: [EvidenceFinding]
    ) {
        self.identity = identity
        self.binding = binding
        self.root = root
        self.freshness = freshness
        var all = findings
        if !root.isPinned {
            let text = "\(root.subject), which is not the vendor's root, vouches for this evidence"
            all.append(EvidenceFinding(.warning, .otherRoot, text))
        }
        if freshness.isReplay {
            let text = "judged as of \(freshness.judgedAt), not now"
            all.append(EvidenceFinding(.notice, .replay, text))
        }
        self.findings = EvidenceFinding.Level.allCases.flatMap { level in
            all.filter { $0.level == level }
        }
    }

    /// Why no key may be released, whatever the chain allows; empty when nothing is against it.
    public var refusals: [EvidenceFinding] { findings.filter { $0.level == .refusal } }
}
