import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// An owner's approval of a hash on chain: `approveHash` by a transaction of the owner's account.
struct Approval {
    let client: EthereumClient
    let operation: Operation

    /// Approves, unless the approval is there already.
    ///
    /// - Parameters:
    ///   - digest: The operation's safeTxHash.
    ///   - key: The owner's key, whose account pays.
    /// - Returns: The signature that stands for the approval.
    /// - Throws: ``CommandFailure``: `refused` for an account that is no owner.
    func approve(
        _ digest: Hash32, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> SafeSignature {
        let owner = key.address
        try await ChainCheck(client).sameChain(as: operation)
        let safe = try await SafeOnChain(operation.safe.address, client)
        try ChainCheck(client).sameVersion(safe, as: operation)
        guard safe.owners.contains(owner) else {
            throw CommandFailure(.refused, "\(owner) is no owner of the Safe \(safe.address)")
        }
        guard operation.safe.nonce >= safe.nonce else {
            throw CommandFailure(
                .refused, "the nonce \(operation.safe.nonce) is used up: nothing is to be approved")
        }
        let sending = Sending(client: client, chainID: operation.chainID)
        try await sending.settle(owner)
        let checking = try SignatureChecking(client, operation)
        if try await !checking.hasApproved(owner, safe: safe.address) {
            _ = try await sending.call(
                safe.address, Safe.ApproveHash(digest).calldata, key: key)
            guard try await checking.hasApproved(owner, safe: safe.address) else {
                throw CommandFailure(.chain, "the Safe does not know the approval of \(owner)")
            }
        }
        return .approved(by: owner)
    }
}
