public import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

extension ChainView {
    /// Answers a boot. Everything that can go wrong is a denial with its rule; there is no error and
    /// no weaker way.
    public func decide(_ request: BootRequest) async -> Decided {
        let rules = configuration.rules
        var basis = DecisionBasis(
            request: request, kms: configuration.kms, quorum: configuration.rule.quorum,
            rules: rules)
        guard rules.denial(of: request, kms: configuration.kms) == nil else {
            return Decided(basis)
        }
        var pair: ViewPair
        switch current() {
        case .success(let found): pair = found
        case .failure(let denial):
            basis.denial = denial
            return Decided(basis)
        }
        let deadline = ContinuousClock.now + configuration.decisionTimeout
        do throws(HeadDenial) {
            let recent = try await recentReading(request, pair, until: deadline)
            pair = recent.pair
            basis.recent = DecisionBasis.View(pair.recent, recent.reading)
            basis.finalized = DecisionBasis.View(pair.finalized, nil)
            if basis.isRecentlyAllowed {
                kept.keep(
                    key(request, .zero), .init(head: pair.recent, reading: recent.reading),
                    finalized: pair.finalized.number)
                if pair.finalized.hash == pair.recent.hash {
                    basis.finalized?.facts = recent.reading
                } else {
                    let final = try await finalizedReading(request, pair, until: deadline)
                    basis.finalized = DecisionBasis.View(final.head, final.reading)
                }
            }
            // The world went on while the facts were read.
            if let denial = pair.heads.denial(at: configuration.clock()) { throw denial }
            if let halt = state.withLock({ $0.memory.halt }) {
                throw HeadDenial(halt.code, halt.sentence)
            }
        } catch {
            basis.denial = error
        }
        return Decided(basis, pair.heads)
    }

    /// The pair that may be decided by now.
    func current() -> Result<ViewPair, HeadDenial> {
        let clocks = configuration.clock()
        return state.withLock { state in
            state.current(clocks, now: .now, lifetime: configuration.agreementLifetime)
        }
    }

    /// What a reading at one block is kept under. The answer of an app of unknown code may depend on
    /// the whole request.
    func key(_ request: BootRequest, _ block: Hash32) -> FactsKey {
        FactsKey(request, block, isWhole: configuration.unknownApps == .asked)
    }

    /// What the contracts say at one block: read once, however many ask at the same time.
    func reading(
        _ request: BootRequest, at head: SealedHeader, by reader: FactsReader,
        until deadline: ContinuousClock.Instant
    ) async throws(HeadDenial) -> DecisionBasis.Reading {
        let excluded = state.withLock { $0.memory.quarantine }
        let result = await store.reading(key(request, head.hash)) {
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

extension DecisionBasis.View {
    fileprivate init(_ head: SealedHeader, _ facts: DecisionBasis.Reading?) {
        self.init(
            number: head.number, hash: head.hash, stateRoot: head.header.stateRoot,
            timestamp: head.header.timestamp, facts: facts)
    }
}
