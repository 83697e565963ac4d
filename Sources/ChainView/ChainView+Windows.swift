import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

/// Reading where providers prove the newest blocks only.
extension ChainView {
    /// The reading at the agreed recent block or, where nobody proves that one any more, at the
    /// newest block of a provider that proves it, once the quorum has confirmed that block: proof
    /// first, vote after.
    func recentReading(
        _ request: BootRequest, _ pair: ViewPair, until deadline: ContinuousClock.Instant
    ) async throws(HeadDenial) -> (pair: ViewPair, reading: DecisionBasis.Reading) {
        do throws(HeadDenial) {
            return (pair, try await reading(request, at: pair.recent, by: reader, until: deadline))
        } catch {
            guard error.code == .proofWindow else { throw error }
            var last = error
            for (place, solo) in soloReaders.enumerated() {
                do throws(HeadDenial) {
                    return try await tipReading(request, pair, place, solo, until: deadline)
                } catch {
                    last = error
                }
            }
            throw last
        }
    }

    private func tipReading(
        _ request: BootRequest, _ pair: ViewPair, _ place: Int, _ solo: FactsReader,
        until deadline: ContinuousClock.Instant
    ) async throws(HeadDenial) -> (pair: ViewPair, reading: DecisionBasis.Reading) {
        let provider = configuration.providers[place]
        let asker = HeadQuestions(provider, until: deadline)
        guard case .head(let tip) = await asker.header(.latest), tip.number >= pair.recent.number
        else {
            throw HeadDenial(.proofWindow, "no provider proves the recent block")
        }
        let reading = try await reading(
            request, at: SealedHeader(tip.header), by: solo, until: deadline)
        let testimonies = await confirmations(of: tip, above: pair.heads.finalized, until: deadline)
        let memory = state.withLock { $0.memory }
        let outcome = HeadAgreement.agree(
            testimonies, memory, rule: configuration.rule, clocks: configuration.clock())
        return (ViewPair(try outcome.heads.get(), at: pair.at), reading)
    }

    /// What every operator says of one block by its hash, and of the finalized block below it.
    private func confirmations(
        of tip: Head, above finalized: Head, until deadline: ContinuousClock.Instant
    ) async -> [HeadTestimony] {
        await withTaskGroup(of: HeadTestimony.self) { group in
            for provider in configuration.providers {
                group.addTask {
                    let questions = HeadQuestions(provider, until: deadline)
                    async let own = questions.header(.hash(tip.hash))
                    async let below = questions.header(.number(finalized.number))
                    return HeadTestimony(
                        label: provider.label, finalized: await below, latest: await own)
                }
            }
            var testimonies: [HeadTestimony] = []
            for await testimony in group { testimonies.append(testimony) }
            return testimonies
        }
    }

    /// The reading at the agreed finalized block or, where nobody proves that one any more, what was
    /// proved at an earlier block that the quorum confirms to be final by now.
    func finalizedReading(
        _ request: BootRequest, _ pair: ViewPair, until deadline: ContinuousClock.Instant
    ) async throws(HeadDenial) -> (head: SealedHeader, reading: DecisionBasis.Reading) {
        do throws(HeadDenial) {
            return (
                pair.finalized,
                try await reading(request, at: pair.finalized, by: reader, until: deadline)
            )
        } catch {
            guard error.code == .proofWindow,
                let entry = kept.newest(question(request), finalized: pair.finalized.number),
                isYoung(entry.head), await isConfirmed(entry.head, until: deadline)
            else { throw error }
            return (entry.head, entry.reading)
        }
    }

    private func isYoung(_ head: SealedHeader) -> Bool {
        let limit = head.header.timestamp.adding(seconds: configuration.rule.finalizedAge)
        return configuration.clock().wall <= limit
    }

    /// Whether a quorum has the block on its chain.
    private func isConfirmed(
        _ head: SealedHeader, until deadline: ContinuousClock.Instant
    ) async -> Bool {
        let excluded = state.withLock { $0.memory.quarantine }
        let votes = await withTaskGroup(of: Bool.self) { group in
            for provider in configuration.providers where excluded[provider.label] == nil {
                group.addTask {
                    let questions = HeadQuestions(provider, until: deadline)
                    return await questions.header(.number(head.number)).head?.hash == head.hash
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        return votes >= configuration.rule.quorum
    }
}
