import Chain
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Lets a node run a plan.
struct SimulationRun {
    /// How one step ended.
    struct Outcome {
        let stage: SimulationPlan.Step.Stage
        /// Why it failed; nil when it did not.
        let failure: String?
        let gasUsed: Gas?
        let logs: [Log]
    }

    /// What a node made of a plan.
    struct Result {
        var outcomes: [Outcome] = []
        /// The values of the state's entries, before and after; nil where they are not known.
        var before: [Bytes?] = []
        var after: [Bytes?] = []
        /// The answers to the questions, before and after.
        var answersBefore: [Bytes?] = []
        var answersAfter: [Bytes?] = []
        /// Whether the node ran everything one after the other.
        var isWhole = true
    }

    let client: EthereumClient
    let operation: Governance.Operation
    let plan: SimulationPlan
    let calls: CallInspection
    /// Calls that ask about boots.
    let questions: [CallRequest]

    /// Runs the plan: as one simulation where the node can, step by step otherwise.
    func result() async throws(CommandFailure) -> Result {
        let head = try await client.asking { client throws(ClientError) in
            try await client.getHeader(.latest)
        }
        guard let head else { throw CommandFailure(.chain, "the node knows no latest block") }
        let blocks: [SimulatedBlock]
        do throws(ClientError) {
            blocks = try await client.simulateV1(simulation(now: head.header.timestamp))
        } catch {
            switch error.nodeError?.fault {
            case .methodNotFound, .cannot:
                StandardError.write(
                    "dstackgov: the node has no eth_simulateV1: each step runs by itself")
                return try await stepwise(now: head.header.timestamp)
            default: throw CommandFailure(node: error)
            }
        }
        return try await read(blocks)
    }

    /// The entries that a view function tells.
    private var views: [(index: Int, request: CallRequest)] {
        calls.changes.enumerated().compactMap { index, change in
            guard case .call(let data, _) = change.source else { return nil }
            return (index, CallRequest(to: change.contract, input: data))
        }
    }

    /// One block with what is before and the first step, and one for each later step; the last
    /// asks again.
    private func simulation(now: Timestamp) -> Simulation {
        let asking = views.map(\.request) + questions
        var blocks: [Simulation.Block] = []
        for (index, step) in plan.steps.enumerated() {
            var overrides = BlockOverrides()
            // A block of its own second: the execution's when the delay is over.
            overrides.time = now.adding(seconds: step.secondsLater + UInt64(index) + 1)
            let request = CallRequest(from: step.from, to: step.to, input: step.data)
            blocks.append(Simulation.Block(calls: [request], overrides: overrides))
        }
        guard !blocks.isEmpty else { return Simulation(blocks: blocks) }
        blocks[0].calls.insert(contentsOf: asking, at: 0)
        blocks[0].state = SimulationRun.state(plan.overrides)
        blocks[blocks.count - 1].calls += asking
        return Simulation(blocks: blocks)
    }

    private func read(_ blocks: [SimulatedBlock]) async throws(CommandFailure) -> Result {
        guard blocks.count >= plan.steps.count, !plan.steps.isEmpty else {
            throw CommandFailure(.chain, "the node simulated \(blocks.count) blocks")
        }
        // A node may put empty blocks between: the steps' are those with calls.
        let asked = views.count + questions.count
        let answers = blocks.filter { !$0.calls.isEmpty }.map(\.calls)
        let expected = plan.steps.count + 2 * asked
        guard answers.count == plan.steps.count, answers.map(\.count).reduce(0, +) == expected,
            let first = answers.first, let last = answers.last
        else {
            throw CommandFailure(.chain, "the node's answer is not of the calls that it was given")
        }
        var result = Result()
        let steps = answers.enumerated().map { index, calls in calls[index == 0 ? asked : 0] }
        for (step, call) in zip(plan.steps, steps) {
            result.outcomes.append(
                Outcome(
                    stage: step.stage,
                    failure: call.succeeded
                        ? nil
                        : call.revertData.map(Reverts.explain) ?? call.error?.message
                            ?? "reverted without a reason",
                    gasUsed: call.gasUsed, logs: call.logs.map(\.log)))
        }
        fill(&result, before: first.prefix(asked), after: last.suffix(asked))
        try await addPresent(to: &result)
        return result
    }

    private func fill(
        _ result: inout Result, before: ArraySlice<SimulatedCall>, after: ArraySlice<SimulatedCall>
    ) {
        func data(_ call: SimulatedCall) -> Bytes? { call.succeeded ? call.returnData : nil }
        result.before = Array(repeating: nil, count: calls.changes.count)
        result.after = result.before
        for (view, last) in zip(views, after) { result.after[view.index] = data(last) }
        result.answersBefore = before.dropFirst(views.count).map(data)
        result.answersAfter = after.dropFirst(views.count).map(data)
    }

    /// What the chain itself says before: what is simulated lets one owner's approval be enough,
    /// so that a Safe asked there tells another threshold.
    private func addPresent(to result: inout Result) async throws(CommandFailure) {
        let reading = ChainFactsReading(client)
        for (index, change) in calls.changes.enumerated() {
            result.before[index] = try await reading.data(before: change)
        }
    }

    static func state(_ overrides: [SimulationPlan.Override]) -> StateOverrides {
        var state: StateOverrides = [:]
        for override in overrides {
            var account = state[override.contract] ?? StateOverride()
            var words = account.stateDiff ?? [:]
            words[override.slot] = override.word
            account.stateDiff = words
            state[override.contract] = account
        }
        return state
    }
}
