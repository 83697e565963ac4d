/// The traces of one round of questions, one for each operator.
struct Traces: Sendable {
    let byLabel: [String: ExchangeTrace]

    init(_ providers: [ChainProvider]) {
        byLabel = Dictionary(
            providers.map { ($0.label, ExchangeTrace()) }, uniquingKeysWith: { first, _ in first })
    }

    /// Runs `work`, and notes what `provider` says meanwhile.
    func noting<Value>(
        _ provider: ChainProvider, _ work: () async -> Value
    ) async -> Value {
        await ExchangeTrace.$current.withValue(byLabel[provider.label]) { await work() }
    }

    /// What the operators said.
    func answers(
        of labels: [String]
    ) -> [(label: String, exchanges: [ExchangeTrace.Exchange])] {
        labels.map { ($0, byLabel[$0]?.exchanges ?? []) }
    }
}
