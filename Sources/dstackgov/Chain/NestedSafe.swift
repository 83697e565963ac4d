import Contracts
import EthereumClient
import Governance
import Primitives

/// A Safe that is an owner of another one, and what its own owners sign for it.
struct NestedSafe {
    let parent: SafeOnChain
    let child: SafeOnChain
    /// What the child's owners sign: a SafeMessage of the child.
    let message: SafeHashes
    /// The bytes that the parent hands to the child.
    let challenge: Bytes

    /// Reads both Safes.
    ///
    /// - Throws: ``CommandFailure``: `refused` when the child is no owner, or cannot answer its
    ///   parent by a signature.
    init(
        _ operation: Operation, child: Address, _ client: EthereumClient
    ) async throws(CommandFailure) {
        try await ChainCheck(client).sameChain(as: operation)
        let parent = try await SafeOnChain(operation.safe.address, client)
        try ChainCheck(client).sameVersion(parent, as: operation)
        guard parent.owners.contains(child) else {
            throw CommandFailure(.refused, "\(child) is no owner of the Safe \(parent.address)")
        }
        let nested = try await SafeOnChain(child, client)
        guard NestedSignature.isPossible(child: nested.version, parent: parent.version) else {
            throw CommandFailure(
                .refused,
                "a Safe \(nested.version) cannot sign for a Safe \(parent.version): it does not "
                    + "know how it is asked",
                remedy: "Let it approve the hash on chain: safe nested --out writes the operation.")
        }
        let hashes: SafeHashes
        do throws(OperationError) { hashes = try operation.safeHashes() } catch {
            throw CommandFailure(.input, "\(error)")
        }
        let domain = SafeDomain(
            chainID: operation.chainID, safe: child, version: nested.version)
        challenge = NestedSignature.challenge(hashes, parent: parent.version)
        message = NestedSignature.message(hashes, parent: parent.version, child: domain)
        self.parent = parent
        self.child = nested
    }
}
