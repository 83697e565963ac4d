public import Authorization
public import Primitives

/// What a ``ChainView`` asks, whom, and when it believes the answers.
public struct ChainViewConfiguration: Sendable {
    /// A block that is on the right chain whatever its id: the genesis block, or any finalized one.
    public struct KnownBlock: Hashable, Sendable {
        /// Its number.
        public var number: BlockNumber
        /// Its hash.
        public var hash: Hash32

        /// A block.
        public init(number: BlockNumber, hash: Hash32) {
            self.number = number
            self.hash = hash
        }
    }

    /// What happens to apps whose code no template knows.
    public enum UnknownApps: String, Hashable, Sendable, CaseIterable {
        /// They are denied.
        case denied
        /// A quorum of byte-equal answers of `eth_call` at the agreed blocks decides.
        case asked
    }

    /// The providers, one for each operator.
    public var providers: [ChainProvider]
    /// How many operators must agree, and how old heads may be.
    public var rule: HeadRule
    /// The KMS contract.
    public var kms: Address
    /// The chain. Nil takes the one that a single provider names; several need it named.
    public var chainID: ChainID?
    /// A block that every provider must have: chain ids can be cloned, hashes cannot.
    public var knownBlock: KnownBlock?
    /// Rules that can only deny.
    public var rules = LocalRules()
    /// The code that is known.
    public var templates = CodeTemplates.standard
    /// What happens to apps of unknown code.
    public var unknownApps = UnknownApps.denied
    /// How often the heads are asked for.
    public var pollInterval = Duration.seconds(1)
    /// How long the last agreed pair serves, from its agreement, when a later round agrees on none
    /// because providers fail. What the chain or the clocks say against it counts at once.
    public var agreementLifetime = Duration.seconds(5)
    /// How long one decision may read.
    public var decisionTimeout = Duration.seconds(5)
    /// Where floor, halt and quarantine are kept; nil keeps them in memory alone.
    public var memoryFile: String?
    /// The folder that keeps, byte for byte, what operators said when they were caught lying; nil
    /// keeps nothing.
    public var evidenceFolder: String?
    /// What tells the time; tests turn it.
    public var clock: @Sendable () -> ClockReading = MachineClock.read
    /// Gets each event that a person should know.
    public var report: @Sendable (ChainEvent) -> Void = { _ in }

    /// A configuration; what has a default can be set afterwards.
    ///
    /// - Parameters:
    ///   - providers: The providers; their labels are the rule's operators.
    ///   - rule: How many must agree.
    ///   - kms: The KMS contract.
    public init(providers: [ChainProvider], rule: HeadRule, kms: Address) {
        self.providers = providers
        self.rule = rule
        self.kms = kms
    }
}
