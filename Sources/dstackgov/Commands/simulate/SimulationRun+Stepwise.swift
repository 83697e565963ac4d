import Codec
import EthereumClient
import Governance
import Primitives

/// A node without eth_simulateV1 runs one call at a time.
extension SimulationRun {
    /// Each step by `eth_call` on storage as it would be, questions on storage as predicted.
    func stepwise(now: Timestamp) async throws(CommandFailure) -> Result {
        var result = Result()
        result.isWhole = false
        let ready = SimulationPlan.readiness(of: operation, now: now)
        for step in plan.steps {
            let overrides = step.stage == .transaction ? plan.overrides : ready
            let request = CallRequest(from: step.from, to: step.to, input: step.data)
            let outcome = try await ask(request, overrides)
            var failure: String?
            if case .reverted(let data) = outcome { failure = Reverts.explain(data) }
            result.outcomes.append(
                Outcome(stage: step.stage, failure: failure, gasUsed: nil, logs: []))
        }
        let reading = ChainFactsReading(client)
        for change in calls.changes {
            result.before.append(try await reading.data(before: change))
            result.after.append(nil)
        }
        let predicted = SimulationPlan.predicted(calls.tree)
        for question in questions {
            result.answersBefore.append(try await answer(question, []))
            result.answersAfter.append(try await answer(question, predicted))
        }
        return result
    }

    private func answer(
        _ question: CallRequest, _ overrides: [SimulationPlan.Override]
    ) async throws(CommandFailure) -> Bytes? {
        guard case .returned(let data) = try await ask(question, overrides) else { return nil }
        return data
    }

    private func ask(
        _ request: CallRequest, _ overrides: [SimulationPlan.Override]
    ) async throws(CommandFailure) -> CallOutcome {
        try await client.asking { client throws(ClientError) in
            try await client.callOutcome(
                request, overriding: SimulationRun.state(overrides))
        }
    }
}
