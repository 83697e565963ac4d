import Contracts
import EthereumClient
import Governance
import Primitives

/// Finds the salt of a new operation, and refuses one whose calls wait in the timelock already.
struct ProposalSalt {
    /// How many times the same action is looked for in the past.
    static let mostRepetitions: UInt64 = 1000

    let client: EthereumClient
    let deployment: Deployment
    let chainID: ChainID
    let calls: [TimelockOperation.Call]
    let predecessor: Hash32

    /// The salt of the first repetition that was never scheduled.
    ///
    /// - Parameter allowsTwin: Whether the same calls may wait already.
    /// - Returns: The salt.
    /// - Throws: ``CommandFailure`` with the twin's id and the time from which it may be executed.
    func free(allowsTwin: Bool) async throws(CommandFailure) -> Hash32 {
        if !allowsTwin { try await refuseTwins() }
        for repetition in 0..<ProposalSalt.mostRepetitions {
            let salt = OperationSalt.derived(
                calls: calls, predecessor: predecessor, timelock: deployment.timelock,
                chainID: chainID, repetition: repetition)
            let id = TimelockOperation(calls: calls, predecessor: predecessor, salt: salt).id
            let standing = try await OperationStanding(id, timelock: deployment.timelock, client)
            switch standing.state {
            case .unset: return salt
            case .done: continue
            case .waiting, .ready: if allowsTwin { continue } else { throw twin(id, standing) }
            }
        }
        throw CommandFailure(
            .refused, "the same calls were done \(ProposalSalt.mostRepetitions) times")
    }

    /// Looks for the same calls under any salt and predecessor, whoever scheduled them.
    private func refuseTwins() async throws(CommandFailure) {
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        for operation in history.pending where operation.calls == calls {
            let standing = try await OperationStanding(
                operation.id, timelock: deployment.timelock, client)
            if standing.readyAt != nil { throw twin(operation.id, standing) }
        }
    }

    private func twin(_ id: Hash32, _ standing: OperationStanding) -> CommandFailure {
        let when = standing.readyAt.map { moment in
            standing.state == .ready
                ? "It may be executed since \(moment)."
                : "It is ready at \(moment), in \(standing.timeLeft) by the chain's clock."
        }
        return CommandFailure(
            .refused, "the same calls wait already, as operation \(id)",
            remedy: (when ?? "") + " A second one needs --twin.")
    }
}
