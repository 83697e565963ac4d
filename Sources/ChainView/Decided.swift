public import Authorization
public import Primitives

/// An answer with what it rests on.
public struct Decided: Sendable {
    /// Everything that the answer depends on: it is
    /// ``/Authorization/DecisionBasis/decision``, and can be repeated.
    public let basis: DecisionBasis
    /// The answer.
    public let decision: BootDecision
    /// How strong the evidence is.
    public let evidence: EvidenceLevel
    /// Until when the two blocks may be decided by; nil when no block was needed or agreed.
    public let expires: Timestamp?
    /// The operators that gave the finalized block's hash.
    public let finalizedVoters: [String]
    /// The operators that gave the recent block's hash.
    public let recentVoters: [String]
    /// Whether no earlier finalized block was known when the pair was agreed.
    public let isWithoutFloor: Bool

    /// The finalized block, as it was agreed.
    public var finalized: DecisionBasis.View? { basis.finalized }
    /// The recent block, as it was agreed.
    public var recent: DecisionBasis.View? { basis.recent }

    init(_ basis: DecisionBasis, _ heads: AgreedHeads? = nil) {
        self.basis = basis
        decision = basis.decision
        evidence = basis.evidence
        expires = heads?.expires
        finalizedVoters = heads?.finalizedVoters ?? []
        recentVoters = heads?.recentVoters ?? []
        isWithoutFloor = heads?.isWithoutFloor ?? false
    }
}
