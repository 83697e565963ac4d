import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// An operation of a timelock with where the contract says that it stands.
struct QueuedOperation {
    let operation: ScheduledOperation
    let standing: OperationStanding

    /// Whether the contract says what the logs say.
    var agrees: Bool {
        switch standing.state {
        case .unset: operation.end == .cancelled
        case .done: operation.end == .executed
        case .waiting, .ready: operation.end == nil && standing.readyAt == operation.readyAt
        }
    }

    /// The contracts of the deployment that it touches, by name.
    func touched(_ deployment: Deployment) -> [String] {
        deployment.names.filter { operation.touches($0.key) }.map(\.value).sorted()
    }

    /// Adds the operation to a page.
    func write(
        to page: inout Page, deployment: Deployment, cancellers: Cancellers, detailed: Bool
    ) {
        page.heading("operation \(operation.id)")
        var facts = [("state", state)]
        if let moment = standing.readyAt {
            let when = standing.state == .ready ? "ready since" : "ready"
            let left = standing.state == .ready ? "" : ", in \(standing.timeLeft)"
            facts.append((when, moment.description + left))
        }
        for call in operation.calls {
            let effect = Effect(call)
            let name = deployment.names[call.target].map { " (\($0))" } ?? ""
            facts.append(("call", call.target.checksummed + name + ": " + effect.sentence))
            if detailed, effect.sentence != effect.call { facts.append(("", effect.call)) }
            if detailed, !call.value.isZero { facts.append(("wei", call.value.decimal)) }
        }
        facts.append(("touches", touched(deployment).joined(separator: ", ")))
        if !operation.predecessor.isZero {
            facts.append(("only after", operation.predecessor.hex))
        }
        facts.append(
            ("scheduled", "\(operation.scheduled.time) in \(operation.scheduled.transaction)"))
        if let end = operation.end, let ended = operation.ended {
            facts.append((end.rawValue, "\(ended.time) in \(ended.transaction)"))
        }
        if standing.readyAt != nil {
            facts.append(("may stop it", cancellers.sentence(standing)))
        }
        if detailed { facts.append(("salt", operation.salt.hex)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        for warning in warnings { page.line("  ! " + warning, .danger) }
    }

    /// The operation for programs.
    func document(_ deployment: Deployment) -> JSONValue {
        [
            "operationId": .string(operation.id.hex), "state": .string(standing.state.name),
            "readyAt": standing.readyAt.map { .string($0.description) } ?? .null,
            "secondsLeft": .number(String(standing.timeLeft.seconds)),
            "predecessor": .string(operation.predecessor.hex), "salt": .string(operation.salt.hex),
            "form": operation.form.map { .string($0.rawValue) } ?? .null,
            "scheduled": .string(operation.scheduled.time.description),
            "scheduledIn": .string(operation.scheduled.transaction.hex),
            "ended": operation.ended.map { .string($0.time.description) } ?? .null,
            "endedIn": operation.ended.map { .string($0.transaction.hex) } ?? .null,
            "touches": .array(touched(deployment).map { .string($0) }),
            "calls": .array(operation.calls.map(QueuedOperation.document)),
            "warnings": .array(warnings.map { .string($0) }),
        ]
    }

    private static func document(_ call: TimelockOperation.Call) -> JSONValue {
        [
            "target": .string(call.target.checksummed), "value": .string(call.value.decimal),
            "data": .string(call.data.hex), "meaning": .string(CallMeaning(call).description),
        ]
    }

    private var state: String {
        standing.state == .unset && operation.end == .cancelled
            ? "Unset: cancelled" : standing.state.name
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if operation.form == nil {
            warnings.append("the logs do not hash to its id: do not trust the calls shown here")
        }
        if !agrees {
            warnings.append(
                "the logs say otherwise than the contract: this node leaves logs out, or lies")
        }
        return warnings
    }
}

extension TimelockReading {
    /// The operation with where the contract says that it stands.
    func queued(
        _ operation: ScheduledOperation
    ) async throws(CommandFailure) -> QueuedOperation {
        QueuedOperation(
            operation: operation,
            standing: try await OperationStanding(operation.id, timelock: timelock, client))
    }
}
