import Contracts
import EthereumClient
import Governance
import Primitives

/// Turns an action into an operation that can be scheduled: with the Safe's next nonce, the
/// timelock's delay and a salt that tells it from its twins.
struct Proposal {
    /// How many times the same action is looked for in the past.
    static let mostRepetitions: UInt64 = 1000

    let client: EthereumClient
    let deployment: Deployment

    /// An operation that schedules `calls`.
    ///
    /// - Throws: ``CommandFailure``: `refused` while the same calls wait in the timelock already.
    func schedule(
        _ calls: [TimelockOperation.Call], options: ProposalOptions
    ) async throws(CommandFailure) -> Operation {
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let safe = try await SafeOnChain(deployment.safe, client)
        let delay = try await client.read(
            TimelockController.GetMinDelay(), of: deployment.timelock)
        guard let seconds = UInt64(exactly: delay) else {
            throw CommandFailure(.chain, "the timelock's delay of \(delay) s makes no sense")
        }
        let salt = try await freeSalt(for: calls, chainID: chainID)
        return Operation(
            chainID: chainID, action: .schedule, purpose: options.purpose,
            safe: Operation.SafeReference(
                address: safe.address, version: safe.version,
                nonce: try Proposal.nonce(options, next: safe.nonce)),
            timelock: Operation.TimelockReference(
                address: deployment.timelock, delay: seconds, salt: salt),
            calls: calls)
    }

    /// The nonce asked for, or the Safe's next one.
    static func nonce(
        _ options: ProposalOptions, next: UInt256
    ) throws(CommandFailure) -> UInt256 {
        guard let text = options.nonce else { return next }
        do throws(NumberTextError) { return try UInt256(decimal: text) } catch {
            throw CommandFailure(.input, "--nonce: \(error)")
        }
    }

    /// The salt of the first repetition that was never done; a twin that waits is a refusal.
    private func freeSalt(
        for calls: [TimelockOperation.Call], chainID: ChainID
    ) async throws(CommandFailure) -> Hash32 {
        for repetition in 0..<Proposal.mostRepetitions {
            let salt = OperationSalt.derived(
                calls: calls, predecessor: .zero, timelock: deployment.timelock, chainID: chainID,
                repetition: repetition)
            let id = TimelockOperation(calls: calls, salt: salt).id
            let standing = try await OperationStanding(id, timelock: deployment.timelock, client)
            switch standing.state {
            case .unset: return salt
            case .done: continue
            case .waiting:
                throw CommandFailure(
                    .refused, "the same calls wait already, as operation \(id)",
                    remedy: standing.readyAt.map { "It is ready at \($0)." })
            case .ready:
                throw CommandFailure(
                    .refused, "the same calls are ready already, as operation \(id)",
                    remedy: standing.readyAt.map { "It may be executed since \($0)." })
            }
        }
        throw CommandFailure(
            .refused, "the same calls were done \(Proposal.mostRepetitions) times")
    }
}
