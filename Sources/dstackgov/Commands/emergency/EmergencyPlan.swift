import Contracts
import EthereumClient
import Governance
import Primitives

/// What takes a grant away fastest, given the queue and the Safe as they are now.
struct EmergencyPlan {
    /// One thing to do.
    struct Step {
        let name: String
        let what: String
        let when: String
        /// What the owners sign, where they must.
        let operation: Operation?
        /// What anybody runs, where nobody must sign.
        let command: String?
    }

    /// How many times the same removal is looked for in the past.
    private static let mostRepetitions: UInt64 = 1000

    let client: EthereumClient
    let deployment: Deployment
    let grant: Grant
    let purpose: String
    let isAllowed: Bool

    /// The steps, the fastest first.
    func steps() async throws(CommandFailure) -> [Step] {
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let safe = try await SafeOnChain(deployment.safe, client)
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        var reference = Operation.SafeReference(
            address: safe.address, version: safe.version, nonce: safe.nonce)
        let adding = grant.adding(kms: deployment.kms)
        var steps: [Step] = []
        for operation in history.pending where operation.calls.contains(adding) {
            let number = steps.count + 1
            let cancel = operation.cancelling(
                safe: reference, timelock: deployment.timelock, chainID: chainID, purpose: purpose)
            let standing = try await reading.queued(operation).standing
            let race =
                standing.state == .ready
                ? "already" : "at \(standing.ready?.value ?? "any moment")"
            steps.append(
                Step(
                    name: "cancel-\(number)", what: "cancel operation \(operation.id)",
                    when:
                        "as soon as \(safe.threshold) owners signed; somebody may execute it \(race)",
                    operation: cancel, command: nil))
            if cancel != nil, reference.nonce < .max { reference.nonce = reference.nonce &+ 1 }
        }
        guard isAllowed || !steps.isEmpty else { return steps }
        if let removal = try await pendingRemoval(history, reading) { return steps + [removal] }
        guard isAllowed else { return steps }
        return steps + [try await removal(chainID, reference)]
    }

    /// A removal that was scheduled before: nothing is faster.
    private func pendingRemoval(
        _ history: TimelockHistory, _ reading: TimelockReading
    ) async throws(CommandFailure) -> Step? {
        let removing = grant.removing(kms: deployment.kms)
        guard let found = history.pending.first(where: { $0.calls.contains(removing) }) else {
            return nil
        }
        let standing = try await reading.queued(found).standing
        let when =
            standing.state == .ready
            ? "now: it is ready"
            : "at \(standing.readyAt?.description ?? "?"), in \(standing.timeLeft)"
        return Step(
            name: "execute", what: "execute the removal \(found.id), which was prepared",
            when: when,
            operation: nil, command: "dstackgov execute --all-ready")
    }

    private func removal(
        _ chainID: ChainID, _ reference: Operation.SafeReference
    ) async throws(CommandFailure) -> Step {
        let calls = [grant.removing(kms: deployment.kms)]
        let delay = try await client.read(
            TimelockController.GetMinDelay(), of: deployment.timelock)
        guard let seconds = UInt64(exactly: delay) else {
            throw CommandFailure(.chain, "the timelock's delay of \(delay) s makes no sense")
        }
        for repetition in 0..<EmergencyPlan.mostRepetitions {
            let salt = OperationSalt.derived(
                calls: calls, predecessor: .zero, timelock: deployment.timelock, chainID: chainID,
                repetition: repetition)
            let id = TimelockOperation(calls: calls, salt: salt).id
            let standing = try await OperationStanding(id, timelock: deployment.timelock, client)
            guard standing.state == .unset else { continue }
            let operation = Operation(
                chainID: chainID, action: .schedule, purpose: purpose, safe: reference,
                timelock: Operation.TimelockReference(
                    address: deployment.timelock, delay: seconds, salt: salt),
                calls: calls)
            let earliest = standing.now.adding(seconds: seconds)
            return Step(
                name: "remove", what: "schedule the removal \(id), then execute it",
                when:
                    "at \(earliest) if it is scheduled now, after \(SecondsSpan(seconds: seconds))",
                operation: operation, command: nil)
        }
        throw CommandFailure(
            .refused, "the same removal was done \(EmergencyPlan.mostRepetitions) times")
    }
}
