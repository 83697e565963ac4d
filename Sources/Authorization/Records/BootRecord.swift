public import Primitives

/// All that one answer depended on and what it was: what the log keeps, and what an auditor needs to
/// repeat it bit for bit.
public struct BootRecord: Sendable {
    /// Where the policy came from.
    public enum Backend: String, Hashable, Sendable, CaseIterable {
        /// The contracts, proved.
        case chain
        /// A file.
        case file
        /// A made-up answer, for development.
        case mock
    }

    /// The brake that was in force.
    public struct Brake: Hashable, Sendable {
        /// The overlay's digest.
        public var digest: Hash32
        /// The overlay's sequence.
        public var sequence: UInt64
        /// The entry that denied; nil when none did.
        public var entry: BrakeEntry?

        /// A brake.
        public init(digest: Hash32, sequence: UInt64, entry: BrakeEntry?) {
            self.digest = digest
            self.sequence = sequence
            self.entry = entry
        }
    }

    /// When the answer was made, in milliseconds since 1970.
    public var time: UInt64
    /// What was asked.
    public var asked: AskedBoot
    /// The digest of the configuration.
    public var configuration: Hash32
    /// Where the policy came from.
    public var backend: Backend
    /// The SHA-256 digest of the policy file that was in force; nil where none decides.
    public var policy: Hash32?
    /// The brake in force; nil when none is configured.
    public var brake: Brake?
    /// What followed from what the chain said; nil when it was not asked.
    public var decided: Decided?
    /// The answer of another backend than the chain.
    public var answer: BootDecision?
    /// What the other webhook said; nil when there is none, or it was not asked.
    public var shadow: ShadowAnswer?

    /// The beginning of a record; what else the answer depends on is set afterwards.
    public init(time: UInt64, asked: AskedBoot, configuration: Hash32, backend: Backend) {
        self.time = time
        self.asked = asked
        self.configuration = configuration
        self.backend = backend
    }

    /// The answer: the brake first, then the backend, then whatever the other webhook says against
    /// it. Nothing here can turn a denial into an allow.
    public var decision: BootDecision {
        if let entry = brake?.entry { return entry.decision }
        guard let own = backend == .chain ? decided?.decision : answer else {
            return .denied(.unavailable, "nobody was asked")
        }
        guard own.isAllowed, let shadow else { return own }
        switch shadow {
        case .verdict(true, _, _): return own
        case .verdict(false, let reason, _):
            return .denied(
                .shadow, "the other webhook denies: \(reason)", gateway: own.gatewayAppID)
        case .fault:
            return .denied(
                .shadow, "the other webhook does not answer", gateway: own.gatewayAppID)
        }
    }

    /// The body of the reply.
    public var reply: String {
        guard backend == .chain, brake?.entry == nil, shadow == nil, let decided else {
            return DecisionReply.body(decision)
        }
        return decided.reply
    }

    /// How strong the evidence is: a level, or the backend that is none.
    public var evidence: String {
        backend == .chain ? decided?.evidence.rawValue ?? "none" : backend.rawValue
    }
}
