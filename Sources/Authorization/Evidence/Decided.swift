public import Primitives

/// An answer with what it rests on. An object: the reply, the record and the metrics of one answer
/// share it, and what an answer rests on is long to copy.
public final class Decided: Sendable {
    /// Everything that the answer depends on: it can be repeated.
    public let basis: DecisionBasis
    /// The answer: ``DecisionBasis/decision``.
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

    /// The answer that follows from `basis`, for which no blocks were agreed or needed.
    public convenience init(_ basis: consuming DecisionBasis) {
        self.init(repeating: basis, finalizedVoters: [], recentVoters: [])
    }

    /// The answer that follows from `basis` at the blocks of `heads`.
    public convenience init(_ basis: consuming DecisionBasis, _ heads: borrowing AgreedHeads) {
        self.init(
            basis, finalizedVoters: heads.finalizedVoters, recentVoters: heads.recentVoters,
            expires: heads.expires, isWithoutFloor: heads.isWithoutFloor)
    }

    /// The answer that a record tells again.
    convenience init(
        repeating basis: consuming DecisionBasis, finalizedVoters: [String],
        recentVoters: [String]
    ) {
        self.init(
            basis, finalizedVoters: finalizedVoters, recentVoters: recentVoters, expires: nil,
            isWithoutFloor: false)
    }

    private init(
        _ basis: consuming DecisionBasis, finalizedVoters: [String], recentVoters: [String],
        expires: Timestamp?, isWithoutFloor: Bool
    ) {
        decision = basis.decision
        evidence = basis.evidence
        self.basis = basis
        self.finalizedVoters = finalizedVoters
        self.recentVoters = recentVoters
        self.expires = expires
        self.isWithoutFloor = isWithoutFloor
    }
}
