import Authorization
import EthereumClient
import Primitives
import Synchronization

/// What follows from a lie.
extension ChainView {
    /// Takes an operator's vote until a person releases it, and keeps what it said.
    func accuse(_ lie: FactsResult.Lie) {
        let isNew = state.withLock { state in
            if let place = state.operators.firstIndex(where: { $0.label == lie.label }) {
                state.operators[place].lies += 1
            }
            guard state.memory.quarantine[lie.label] == nil else { return false }
            state.memory.quarantine[lie.label] = lie.code
            return true
        }
        guard isNew else { return }
        let kept = keepEvidence(lie.code, lie.evidence, [(lie.label, lie.exchanges)])
        configuration.report(
            .lie(operator: lie.label, code: lie.code, evidence: "\(lie.evidence)\(kept)"))
        writeMemory()
    }

    /// Keeps what operators said, byte for byte.
    ///
    /// - Returns: Where it stands, as the end of a sentence.
    func keepEvidence(
        _ code: DecisionCode, _ sentence: String,
        _ answers: [(label: String, exchanges: [ExchangeTrace.Exchange])]
    ) -> String {
        guard let folder = configuration.evidenceFolder else { return "" }
        let file = EvidenceFile(
            code: code, sentence: sentence, time: configuration.clock().wall, answers: answers)
        return file.write(into: folder).map { "; its answers are in \($0)" }
            ?? "; its answers could not be written to \(folder)"
    }
}
