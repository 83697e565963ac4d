public import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

extension ChainView {
    /// Answers a boot. Everything that can go wrong is a denial with its rule; there is no error and
    /// no weaker way.
    public func decide(_ request: BootRequest) async -> Decided {
        let acknowledgements = state.withLock { $0.acknowledgements }
        var (basis, found) = opening(request)
        guard var pair = found else { return Decided(basis) }
        let deadline = ContinuousClock.now + configuration.decisionTimeout
        do throws(HeadDenial) {
            let recent = try await recentReading(request, pair, until: deadline)
            pair = recent.pair
            basis.recent = DecisionBasis.View(pair.recent, recent.reading)
            basis.finalized = pair.finalizedAlone
            if basis.isRecentlyAllowed {
                kept.keep(
                    question(request), .init(head: pair.recent, reading: recent.reading),
                    finalized: pair.finalized.number)
                if pair.finalized.hash == pair.recent.hash {
                    basis.finalized = basis.recent
                } else {
                    let final = try await finalizedReading(request, pair, until: deadline)
                    basis.finalized = DecisionBasis.View(final.head, final.reading)
                }
            }
            // The world went on while the facts were read.
            if let denial = pair.heads.denial(at: configuration.clock()) { throw denial }
            let now = state.withLock { ($0.memory.halt, $0.acknowledgements) }
            if let halt = now.0 { throw HeadDenial(halt.code, halt.sentence) }
            guard now.1 == acknowledgements else {
                throw HeadDenial(
                    .quorumLost, "a halt came and was acknowledged while the facts were read")
            }
        } catch {
            basis.denial = error
        }
        return Decided(basis, pair.heads)
    }

    /// Answers a boot at once, where nothing has to be read: its facts were proved at the agreed
    /// blocks before, or no block is needed or agreed.
    ///
    /// - Parameters:
    ///   - request: The boot.
    ///   - last: An answer that this view gave, which is given again where it is the answer.
    /// - Returns: The answer that ``decide(_:)`` would give; nil when something must be read.
    public func decideFromMemory(_ request: BootRequest, after last: Decided? = nil) -> Decided? {
        if let last, case .success(let pair) = current(), last.answers(request, at: pair.heads) {
            return last
        }
        var (basis, found) = opening(request)
        guard let pair = found else { return Decided(basis) }
        let views = store.views(question(request))
        guard let recent = views.first(where: { $0.hash == pair.recent.hash }) else { return nil }
        basis.recent = recent
        if basis.isRecentlyAllowed {
            let finalized = views.first { $0.hash == pair.finalized.hash }
            guard let finalized else { return nil }
            basis.finalized = finalized
        } else {
            basis.finalized = pair.finalizedAlone
        }
        return Decided(basis, pair.heads)
    }

    /// The beginning of an answer, and the blocks to decide by; none where the answer stands
    /// already, because a local rule denies or no blocks are agreed.
    private func opening(_ request: BootRequest) -> (DecisionBasis, ViewPair?) {
        let rules = configuration.rules
        var basis = DecisionBasis(
            request: request, kms: configuration.kms, quorum: configuration.rule.quorum,
            rules: rules)
        guard rules.denial(of: request, kms: configuration.kms) == nil else { return (basis, nil) }
        switch current() {
        case .success(let pair): return (basis, pair)
        case .failure(let denial):
            basis.denial = denial
            return (basis, nil)
        }
    }

    /// The pair that may be decided by now.
    func current() -> Result<ViewPair, HeadDenial> {
        let clocks = configuration.clock()
        return state.withLock { state in
            state.current(clocks, now: .now, lifetime: configuration.agreementLifetime)
        }
    }

    /// What readings are kept under. The answer of an app of unknown code may depend on the whole
    /// request.
    func question(_ request: BootRequest) -> FactsQuestion {
        FactsQuestion(request, isWhole: configuration.unknownApps == .asked)
    }

    /// What the contracts say at one block: read once, however many ask at the same time.
    func reading(
        _ request: BootRequest, at head: SealedHeader, by reader: FactsReader,
        until deadline: ContinuousClock.Instant
    ) async throws(HeadDenial) -> DecisionBasis.Reading {
        let excluded = state.withLock { $0.memory.quarantine }
        let result = await store.reading(question(request), at: head) {
            await reader.read(request, at: head, until: deadline, excluding: excluded)
        }
        for lie in result.lies { accuse(lie) }
        return try result.reading.get()
    }
}

extension DecisionBasis {
    /// Whether the recent block alone would allow the boot.
    fileprivate var isRecentlyAllowed: Bool {
        guard case .facts(let facts)? = recent?.facts else { return false }
        return BootPolicy.decide(request, facts, acceptedGateways: rules.acceptedGateways).isAllowed
    }
}
