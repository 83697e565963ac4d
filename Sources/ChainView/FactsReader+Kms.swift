import Authorization
import Chain
import Contracts
import EthereumClient
import Primitives

extension FactsReader {
    /// What the KMS contract says of itself in the block of `head`; nil when it cannot be proved or
    /// its code is not known.
    func readKms(
        at head: SealedHeader, until deadline: ContinuousClock.Instant,
        excluding excluded: [String: DecisionCode]
    ) async -> (kms: ChainViewStatus.Kms?, lies: [FactsResult.Lie]) {
        var trip = ReadTrip(until: deadline, excluding: excluded)
        let kms = try? await overview(head, &trip)
        return (kms ?? nil, trip.lies)
    }

    private func overview(
        _ head: SealedHeader, _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> ChainViewStatus.Kms? {
        let question = ProofReader.Question(address: kms, slots: templates.overviewSlots)
        guard let account = try await proofs.accounts([question], at: head, &trip)[kms],
            let code = FactsReading.implementation(of: account, templates: templates),
            let layout = try await layout(templates.kms, at: code, nil, head, &trip),
            let gatewayID = FactsReading.gateway(account, layout)
        else { return nil }
        let slots = FactsReading.overviewSlots(layout)
        guard let app = account.value(of: slots[4]).flatMap({ Address(word: Hash32($0)) }),
            let owner = account.value(of: slots[5])
        else { return nil }
        return ChainViewStatus.Kms(
            gatewayAppID: gatewayID, appImplementation: app, isFrozen: owner.isZero)
    }
}
