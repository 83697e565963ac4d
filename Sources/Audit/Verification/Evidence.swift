public import Primitives

/// How well it is proved that a range of blocks holds no log of the deployment but those that are
/// stored.
public enum EvidenceLevel: String, CaseIterable, Hashable, Sendable {
    /// The headers reach an agreed hash, and each block's filter excludes the contracts or its
    /// receipts hash to the root in its header.
    case complete
    /// Several providers gave the same logs.
    case corroborated
    /// One provider's word, which is no evidence.
    case bare
}

/// The evidence for a range of blocks.
public struct RangeEvidence: Hashable, Sendable {
    /// The blocks.
    public let blocks: ClosedRange<BlockNumber>
    /// How well they are proved.
    public let level: EvidenceLevel
    /// Why not better; empty where they are complete.
    public let reason: String

    /// The evidence for a range.
    public init(blocks: ClosedRange<BlockNumber>, level: EvidenceLevel, reason: String) {
        self.blocks = blocks
        self.level = level
        self.reason = reason
    }
}

/// The result of a verification.
public struct HistoryVerification: Sendable {
    /// The ranges in order; they follow each other without a gap.
    public internal(set) var ranges: [RangeEvidence] = []
    /// What refutes the store, one sentence each.
    public internal(set) var refutations: [String] = []
    /// What could not be checked although it should, one sentence each.
    public internal(set) var reservations: [String] = []
    /// The block that the evidence hangs on.
    public internal(set) var anchor: BlockPoint?
    /// Who vouches for the anchor: labels of providers, or the auditor.
    public internal(set) var vouchers: [String] = []
    /// The contracts' state against their history.
    public internal(set) var states: [StateCheck] = []
    /// The block of the states.
    public internal(set) var stateBlock: BlockNumber?
    /// How many blocks were excluded by their filter, and how many by their receipts.
    public internal(set) var excluded = (byFilter: 0, byReceipts: 0)

    /// The level of a block; bare outside of the store.
    public func level(of block: BlockNumber) -> EvidenceLevel {
        ranges.first { $0.blocks.contains(block) }?.level ?? .bare
    }

    /// Whether every block is complete and nothing is refuted.
    public var isComplete: Bool {
        refutations.isEmpty && !ranges.isEmpty && ranges.allSatisfy { $0.level == .complete }
            && states.allSatisfy { $0.findings.allSatisfy { $0.kind != .contradicted } }
    }
}
