import Codec
public import Primitives

/// Everything that an answer depends on. The answer is a pure function of it, so that whoever holds
/// the basis can repeat the decision bit for bit, years later.
public struct DecisionBasis: Hashable, Sendable {
    /// One of the two blocks, and what the contracts say there. An object: all decisions about equal
    /// questions at one block share it, and its text.
    public final class View: Sendable {
        /// The block's number.
        public let number: BlockNumber
        /// The block's hash.
        public let hash: Hash32
        /// The root of the state that the facts were proved against.
        public let stateRoot: Hash32
        /// When the block was made.
        public let timestamp: Timestamp
        /// What was read; nil when nothing had to be.
        public let facts: Reading?
        let text = KeptText()

        /// A view.
        public init(
            number: BlockNumber, hash: Hash32, stateRoot: Hash32, timestamp: Timestamp,
            facts: Reading?
        ) {
            self.number = number
            self.hash = hash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.facts = facts
        }
    }

    /// What reading the contracts at one block came to.
    public enum Reading: Hashable, Sendable {
        /// Facts.
        case facts(PolicyFacts)
        /// The code of the KMS contract is none that is known.
        case unknownKms
    }

    /// What the KMS asked.
    public var request: BootRequest
    /// The KMS contract.
    public var kms: Address
    /// Why the chain could not be read; nil when it was, or did not need to be.
    public var denial: HeadDenial?
    /// The finalized block.
    public var finalized: View?
    /// The recent block.
    public var recent: View?
    /// How many operators had to agree.
    public var quorum: Int
    /// The local rules.
    public var rules: LocalRules

    /// The basis of one answer.
    public init(
        request: BootRequest, kms: Address, denial: HeadDenial? = nil, finalized: View? = nil,
        recent: View? = nil, quorum: Int, rules: LocalRules
    ) {
        self.request = request
        self.kms = kms
        self.denial = denial
        self.finalized = finalized
        self.recent = recent
        self.quorum = quorum
        self.rules = rules
    }

    /// How strong the evidence is.
    public var evidence: EvidenceLevel {
        func asksOperators(_ view: View?) -> Bool {
            if case .facts(let facts)? = view?.facts, case .answered? = facts.app {
                true
            } else {
                false
            }
        }
        return EvidenceLevel.of(
            quorum: quorum, asksOperators: asksOperators(finalized) || asksOperators(recent))
    }

    /// The answer: local rules first, then allowed only if it is at both heights; a weaker evidence
    /// than the least level turns an allow into a denial, and nothing turns a denial into an allow.
    public var decision: BootDecision {
        if let denial = rules.denial(of: request, kms: kms) { return denial }
        if let denial { return .denied(denial.code, denial.description) }
        guard let recent, let recentAnswer = answer(recent) else {
            return .denied(.unavailable, "the chain was not read")
        }
        guard recentAnswer.isAllowed else { return recentAnswer }
        guard let finalized, let answer = answer(finalized) else {
            return .denied(.unavailable, "the finalized block was not read")
        }
        let both = BootPolicy.both(answer, recentAnswer)
        guard both.isAllowed, evidence < rules.leastEvidence else { return both }
        return .denied(
            .evidence,
            "evidence level \(evidence.rawValue) is below \(rules.leastEvidence.rawValue): "
                + (evidence.howToReachProved ?? ""), gateway: both.gatewayAppID)
    }

    /// What the contracts answer at one of the two blocks, whatever the other says.
    ///
    /// - Parameter view: The block.
    /// - Returns: The answer; nil when nothing was read there.
    public func answer(_ view: View) -> BootDecision? {
        switch view.facts {
        case nil: nil
        case .unknownKms: .denied(.kmsCode, "the KMS contract's code is not known")
        case .facts(let facts):
            BootPolicy.decide(request, facts, acceptedGateways: rules.acceptedGateways)
        }
    }
}

extension DecisionBasis.View: Hashable {
    /// Whether both are the same block with the same facts.
    public static func == (left: DecisionBasis.View, right: DecisionBasis.View) -> Bool {
        left === right
            || left.number == right.number && left.hash == right.hash
                && left.stateRoot == right.stateRoot && left.timestamp == right.timestamp
                && left.facts == right.facts
    }

    /// Feeds the block, which the facts follow from.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }
}
