import Authorization
import Chain
import Contracts
import EthereumClient
import Primitives
import Synchronization

extension ChainView {
    /// How long a provider's chain id is believed, in seconds.
    private static let introductionLifetime: UInt64 = 60
    /// How long a whole round may take.
    private static let roundTimeout = Duration.seconds(4)

    /// Asks every provider who it is.
    func introduceAll() async throws(StartFault) {
        let deadline = ContinuousClock.now + ChainView.roundTimeout
        let faults = await withTaskGroup(of: StartFault?.self) { group in
            for provider in configuration.providers {
                group.addTask { await self.refusal(of: provider, until: deadline) }
            }
            var faults: [StartFault] = []
            for await fault in group { if let fault { faults.append(fault) } }
            return faults
        }
        if let fault = faults.first { throw fault }
    }

    /// Why `provider` can never be used; nil when it can, or does not answer.
    private func refusal(
        of provider: ChainProvider, until deadline: ContinuousClock.Instant
    ) async -> StartFault? {
        let questions = HeadQuestions(provider, until: deadline)
        guard
            case .success(let (chain, hasBlock)) = await questions.introduction(
                configuration.knownBlock)
        else { return nil }
        if let expected = configuration.chainID, chain != expected {
            return .chain(operator: provider.label, expected: expected, found: chain)
        }
        if !hasBlock, let block = configuration.knownBlock {
            return .knownBlock(operator: provider.label, number: block.number)
        }
        do throws(ClientError) {
            _ = try await questions.client.getProof(configuration.kms, at: .latest)
        } catch {
            guard let fault = error.nodeError?.fault,
                [.methodNotFound, .invalidParameters, .other].contains(fault)
            else { return nil }
            return .proofs(operator: provider.label, reason: error.nodeError?.description ?? "")
        }
        return nil
    }

    /// One round: asks everybody, agrees, and publishes.
    func poll() async {
        let deadline = ContinuousClock.now + ChainView.roundTimeout
        let rule = configuration.rule
        let traces = Traces(configuration.providers)
        var testimonies = await withTaskGroup(of: HeadTestimony.self) { group in
            for provider in configuration.providers {
                group.addTask {
                    await traces.noting(provider) {
                        await self.testimony(of: provider, until: deadline)
                    }
                }
            }
            var testimonies: [HeadTestimony] = []
            for await testimony in group { testimonies.append(testimony) }
            return testimonies
        }
        let memory = state.withLock { $0.memory }
        let numbers = HeadAgreement.questions(testimonies, memory, rule: rule)
        await complete(&testimonies, with: numbers, traces, until: deadline)
        for place in testimonies.indices {
            testimonies[place].date = traces.byLabel[testimonies[place].label]?.date
        }
        await publish(testimonies, traces)
    }

    /// What a provider says of its heads, once it has shown that it serves the chain.
    private func testimony(
        of provider: ChainProvider, until deadline: ContinuousClock.Instant
    ) async -> HeadTestimony {
        let began = ContinuousClock.now
        let questions = HeadQuestions(provider, until: deadline)
        async let introduced = introduce(provider, questions)
        var testimony = await questions.heads()
        if let fault = await introduced { testimony = .failed(provider.label, fault) }
        note(testimony, took: ContinuousClock.now - began)
        return testimony
    }

    /// Why a provider's vote cannot count; nil while it is known to serve the chain.
    private func introduce(
        _ provider: ChainProvider, _ questions: HeadQuestions
    ) async -> DecisionCode? {
        let now = configuration.clock().sinceBoot
        let until = state.withLock { $0.introduced[provider.label] }
        if let until, now < until { return nil }
        switch await questions.introduction(configuration.knownBlock) {
        case .failure(let error): return DecisionCode(error)
        case .success(let (chain, hasBlock)):
            guard hasBlock else { return .chainID }
            return state.withLock { state in
                // Where no chain is configured there is one provider, which names it once.
                let expected = state.chainID ?? chain
                guard expected == chain else { return .chainID }
                state.chainID = expected
                state.introduced[provider.label] = now + ChainView.introductionLifetime
                return nil
            }
        }
    }

    /// Counts a round of one operator; a fault makes it introduce itself anew.
    private func note(_ testimony: HeadTestimony, took duration: Duration) {
        let micros =
            duration.components.seconds * 1_000_000
            + duration.components.attoseconds / 1_000_000_000_000
        state.withLock { state in
            let place = state.operators.firstIndex { $0.label == testimony.label }
            guard let place else { return }
            state.operators[place].latest = testimony.latest.head?.number
            state.operators[place].finalized = testimony.finalized.head?.number
            state.operators[place].fault = testimony.fault
            state.operators[place].latency = UInt64(max(0, micros))
            if testimony.fault == nil {
                state.operators[place].votes += 1
            } else {
                state.operators[place].faults += 1
                state.introduced[testimony.label] = nil
            }
        }
    }

    /// Asks those that answer for the blocks that they were not asked for yet.
    private func complete(
        _ testimonies: inout [HeadTestimony], with numbers: [BlockNumber],
        _ traces: Traces, until deadline: ContinuousClock.Instant
    ) async {
        let answers = await withTaskGroup(
            of: (String, [BlockNumber: HeadTestimony.Answer]).self
        ) { group in
            for testimony in testimonies where testimony.fault == nil {
                let missing = numbers.filter { number in
                    guard let latest = testimony.latest.head else { return false }
                    return number <= latest.number && testimony.head(at: number) == nil
                }
                guard !missing.isEmpty,
                    let provider = configuration.providers.first(where: {
                        $0.label == testimony.label
                    })
                else { continue }
                let questions = HeadQuestions(provider, until: deadline)
                group.addTask {
                    await traces.noting(provider) {
                        (provider.label, await questions.headers(at: missing))
                    }
                }
            }
            var answers: [String: [BlockNumber: HeadTestimony.Answer]] = [:]
            for await (label, found) in group { answers[label] = found }
            return answers
        }
        for place in testimonies.indices {
            testimonies[place].byNumber = answers[testimonies[place].label] ?? [:]
        }
    }

    /// Agrees on what was said, and publishes the outcome as one value.
    private func publish(_ testimonies: [HeadTestimony], _ traces: Traces) async {
        let clocks = configuration.clock()
        let rule = configuration.rule
        let (outcome, before, hadTrouble, isNewBlock) = state.withLock { state in
            let before = state.memory
            let hadTrouble = state.trouble
            let outcome = HeadAgreement.agree(testimonies, before, rule: rule, clocks: clocks)
            state.memory = outcome.memory
            var isNewBlock = false
            switch outcome.heads {
            case .success(let heads):
                isNewBlock = state.pair?.heads.recent != heads.recent || state.kms == nil
                state.pair = ViewPair(heads, at: .now)
                state.trouble = nil
            case .failure(let denial): state.trouble = denial
            }
            return (outcome, before, hadTrouble, isNewBlock)
        }
        tell(outcome, before, hadTrouble, traces)
        // A halt that could not be written is written as soon as it can be.
        if outcome.memory.kept != before.kept || !isMemoryWritten.withLock({ $0 }) { writeMemory() }
        guard case .success(let heads) = outcome.heads, isNewBlock else { return }
        store.keep([heads.finalized.hash, heads.recent.hash])
        await readKms(at: SealedHeader(heads.recent.header))
    }

    /// Reports what changed.
    private func tell(
        _ outcome: HeadAgreement.Outcome, _ before: HeadMemory, _ trouble: HeadDenial?,
        _ traces: Traces
    ) {
        for (label, code) in outcome.lies.sorted(by: { $0.key < $1.key })
        where before.quarantine[label] == nil {
            let what = "its answer about the heads"
            let kept = keepEvidence(code, what, traces.answers(of: [label]))
            configuration.report(.lie(operator: label, code: code, evidence: what + kept))
        }
        if before.halt == nil, let halt = outcome.memory.halt {
            let kept = keepEvidence(
                halt.code, halt.sentence, traces.answers(of: configuration.rule.operators))
            configuration.report(.halted(HeadDenial(halt.code, halt.sentence + kept)))
        }
        switch outcome.heads {
        case .success: if trouble != nil { configuration.report(.agreed) }
        case .failure(let denial):
            if denial.code != trouble?.code { configuration.report(.notAgreed(denial)) }
        }
    }

    /// What the KMS contract says of itself, for those who only ask for that.
    private func readKms(at head: SealedHeader) async {
        let excluded = state.withLock { $0.memory.quarantine }
        let deadline = ContinuousClock.now + configuration.decisionTimeout
        let (kms, lies) = await reader.readKms(at: head, until: deadline, excluding: excluded)
        for lie in lies { accuse(lie) }
        guard let kms else { return }
        let before = state.withLock { state in
            defer { state.kms = kms }
            return state.kms
        }
        if before?.gatewayAppID != kms.gatewayAppID { tellGateway(kms.gatewayAppID) }
    }

    /// Reports an id of the contract's gateway by which guests do not find one that they can check.
    private func tellGateway(_ id: String) {
        guard id.isEmpty || !GatewayRule.isAcceptable(id) else { return }
        let isAccepted = configuration.rules.acceptedGateways.contains(id)
        configuration.report(.gateway(id: id, isAccepted: isAccepted))
    }
}

extension HeadMemory {
    /// The part that is kept across restarts, the floor by its block alone.
    fileprivate var kept: HeadMemory {
        HeadMemory(
            floor: floor.map {
                Floor(number: $0.number, hash: $0.hash, acceptedAt: Timestamp(seconds: 0))
            }, halt: halt, quarantine: quarantine)
    }
}
