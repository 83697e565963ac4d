public import Authorization
public import Primitives

/// What is known at one moment, read from memory: for `GET /`, readiness and metrics.
public struct ChainViewStatus: Sendable {
    /// One operator, counted since the start.
    public struct Operator: Hashable, Sendable {
        /// Its label.
        public let label: String
        /// The newest block it gave in the last round.
        public var latest: BlockNumber?
        /// The newest finalized block it gave in the last round.
        public var finalized: BlockNumber?
        /// Why its vote did not count in the last round.
        public var fault: DecisionCode?
        /// The lie for which its votes do not count.
        public var quarantine: DecisionCode?
        /// How long its last answers took, in microseconds.
        public var latency: UInt64 = 0
        /// Rounds in which it voted.
        public var votes: UInt64 = 0
        /// Rounds in which it did not.
        public var faults: UInt64 = 0
        /// Lies.
        public var lies: UInt64 = 0
    }

    /// What the KMS contract says of itself at the agreed recent block, proved.
    public struct Kms: Hashable, Sendable {
        /// `gatewayAppId`.
        public let gatewayAppID: String
        /// `appImplementation`.
        public let appImplementation: Address
        /// Whether nobody owns the contract any more: its policy is frozen.
        public let isFrozen: Bool
    }

    /// The agreed pair; nil when there is none that may be decided by.
    public let heads: AgreedHeads?
    /// Why there is none.
    public let denial: HeadDenial?
    /// The last round's trouble, also while the pair of an earlier round still serves.
    public let trouble: HeadDenial?
    /// The chain.
    public let chainID: ChainID?
    /// What the KMS contract says of itself; nil until it was proved.
    public let kms: Kms?
    /// The operators, in the order of the configuration.
    public let operators: [Operator]
    /// The best level that answers can have.
    public let evidence: EvidenceLevel
    /// The newest block accepted as final, kept across restarts.
    public let floor: HeadMemory.Floor?
    /// Whether no such block was known at the start: the first start, or the file was lost.
    public let startedWithoutFloor: Bool
    /// The halt that a person has to acknowledge.
    public let halt: HeadMemory.Halt?
    /// What the clocks say now.
    public let clocks: ClockReading

    /// Whether boots can be decided: heads are agreed and the KMS contract's code is proved.
    public var isReady: Bool { heads != nil && kms != nil }
}
