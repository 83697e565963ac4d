import Audit
import EthereumClient
import Governance
import Primitives

/// The operation that takes back what nothing rests on: ready to be inspected and signed.
struct RemovalProposal {
    let client: EthereumClient
    let deployment: Deployment

    /// Writes the operation file.
    ///
    /// - Parameters:
    ///   - grants: What to take back, at contracts that the timelock owns.
    ///   - days: For how long nothing rested on them.
    ///   - path: Where the file goes.
    ///   - replacing: Whether a file that is there may be replaced.
    /// - Returns: The operation.
    /// - Throws: ``CommandFailure``: `refused` while the same calls wait in the timelock already.
    func write(
        _ grants: [GrantUse], unusedFor days: UInt64, to path: String, replacing: Bool
    ) async throws(CommandFailure) -> Operation {
        let calls = grants.compactMap { use in
            GrantRemoval.calldata(of: use.grant.key).map {
                TimelockOperation.Call(target: use.grant.key.contract, data: $0)
            }
        }
        let entries = calls.count == 1 ? "an entry" : "\(calls.count) entries"
        let operation = try await Proposal(client: client, deployment: deployment).operation(
            calls,
            ProposalWishes(purpose: "Remove \(entries) that no boot used for \(days) days"))
        _ = try Inspection.of(operation, at: path)
        try File.write(operation.document, to: path, replacing: replacing)
        return operation
    }
}
