public import Codec
public import Primitives

/// An answer with what it rests on. An object: the reply, the record and the metrics of one answer
/// share it, and what an answer rests on is long to copy.
public final class Decided: Sendable {
    /// Everything that the answer depends on: it can be repeated.
    public let basis: DecisionBasis
    /// The answer: ``DecisionBasis/decision``.
    public let decision: BootDecision
    /// The body of the reply: ``DecisionReply/body(_:)``.
    let reply: String
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
    private let text = KeptText()

    /// The finalized block, as it was agreed.
    public var finalized: DecisionBasis.View? { basis.finalized }
    /// The recent block, as it was agreed.
    public var recent: DecisionBasis.View? { basis.recent }

    /// Whether this is the answer to `request` at the blocks of `heads`, too.
    ///
    /// - Parameters:
    ///   - request: What a KMS asks.
    ///   - heads: The blocks to decide by; they must be of the chain, and of the rules, that this
    ///     answer was made by.
    /// - Returns: Whether it is.
    public func answers(_ request: BootRequest, at heads: borrowing AgreedHeads) -> Bool {
        guard let finalized, let recent, basis.denial == nil else { return false }
        return finalized.hash == heads.finalized.hash && recent.hash == heads.recent.hash
            && finalizedVoters == heads.finalizedVoters && recentVoters == heads.recentVoters
            && basis.request == request
    }

    /// The answer that follows from `basis`, for which no blocks were agreed or needed.
    public convenience init(_ basis: consuming DecisionBasis) {
        self.init(basis, finalizedVoters: [], recentVoters: [])
    }

    /// The answer that follows from `basis` at the blocks of `heads`.
    public convenience init(_ basis: consuming DecisionBasis, _ heads: borrowing AgreedHeads) {
        self.init(
            basis, finalizedVoters: heads.finalizedVoters, recentVoters: heads.recentVoters,
            expires: heads.expires, isWithoutFloor: heads.isWithoutFloor)
    }

    /// The answer that follows from `basis`, as records tell it; they do not tell what has a default.
    init(
        _ basis: consuming DecisionBasis, finalizedVoters: [String], recentVoters: [String],
        expires: Timestamp? = nil, isWithoutFloor: Bool = false
    ) {
        let decision = basis.decision
        self.decision = decision
        reply = DecisionReply.body(decision)
        evidence = basis.evidence
        self.basis = basis
        self.finalizedVoters = finalizedVoters
        self.recentVoters = recentVoters
        self.expires = expires
        self.isWithoutFloor = isWithoutFloor
    }
}

extension Decided: JSONWritable {
    /// Writes what the answer rests on.
    public func write(to writer: inout JSONWriter) {
        writer.value(keptBy: text) { writer in basis.write(to: &writer) }
    }
}
