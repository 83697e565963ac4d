import Authorization
import EthereumClient
import Primitives

/// A pair of agreed heads, ready to be read at. An object: each decision is handed the pair, and two
/// headers are long to copy.
final class ViewPair: Sendable {
    let heads: AgreedHeads
    let finalized: SealedHeader
    let recent: SealedHeader
    /// The finalized block where nothing needs to be read there.
    let finalizedAlone: DecisionBasis.View
    /// When it was agreed the last time.
    let at: ContinuousClock.Instant

    init(_ heads: AgreedHeads, at moment: ContinuousClock.Instant) {
        self.heads = heads
        finalized = SealedHeader(heads.finalized.header)
        recent = SealedHeader(heads.recent.header)
        finalizedAlone = DecisionBasis.View(finalized, nil)
        at = moment
    }
}

/// What a view knows; changed by its rounds and by people.
struct ViewState {
    var memory: HeadMemory
    /// Whether no earlier finalized block was known at the start.
    let startedWithoutFloor: Bool
    /// How many halts were acknowledged: what was agreed before one counts no more.
    var acknowledgements = 0
    var pair: ViewPair?
    var trouble: HeadDenial? = HeadDenial(.quorumLost, "the heads were not asked for yet")
    var chainID: ChainID?
    var kms: ChainViewStatus.Kms?
    var operators: [ChainViewStatus.Operator]
    /// Until when, in seconds since the machine was started, the chain id of each operator need not
    /// be asked for again.
    var introduced: [String: UInt64] = [:]

    init(_ configuration: ChainViewConfiguration, memory: HeadMemory) {
        self.memory = memory
        startedWithoutFloor = memory.floor == nil
        chainID = configuration.chainID
        operators = configuration.providers.map { ChainViewStatus.Operator(label: $0.label) }
    }

    /// The pair that may be decided by, or why there is none: halted, turned clocks, too old, or not
    /// agreed anew for too long.
    func current(
        _ clocks: ClockReading, now: ContinuousClock.Instant, lifetime: Duration
    ) -> Result<ViewPair, HeadDenial> {
        if let halt = memory.halt { return .failure(HeadDenial(halt.code, halt.sentence)) }
        guard let pair else { return .failure(trouble ?? HeadDenial(.quorumLost, "no heads")) }
        if let denial = pair.heads.denial(at: clocks) {
            // The last round knows why the blocks are old: it is the chain that stands.
            if denial.code == .headStale, let trouble, trouble.code == .headHalted {
                return .failure(trouble)
            }
            return .failure(denial)
        }
        if let trouble, !trouble.code.mayPass || now - pair.at > lifetime {
            return .failure(trouble)
        }
        return .success(pair)
    }
}

extension DecisionCode {
    /// Whether a round that ends so may be followed by a good one while the last pair serves: faults
    /// of providers, as against what the chain or the clocks say.
    fileprivate var mayPass: Bool {
        switch self {
        case .headStale, .headHalted, .headEquivocation, .finalRegressed, .clockDisagree, .chainID:
            false
        default: true
        }
    }
}
