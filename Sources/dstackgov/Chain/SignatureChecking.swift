import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Asks the chain what signatures of an operation are worth now.
struct SignatureChecking {
    let client: EthereumClient
    let operation: Operation
    let hashes: SafeHashes

    init(_ client: EthereumClient, _ operation: Operation) throws(CommandFailure) {
        self.client = client
        self.operation = operation
        do throws(OperationError) { hashes = try operation.safeHashes() } catch {
            throw CommandFailure(.input, "\(error)")
        }
    }

    /// The review of `set`, with what owners approved on chain counted too.
    func review(
        _ set: SignatureSet, safe: SafeOnChain
    ) async throws(CommandFailure) -> SignatureReview {
        var approvals: Set<Address> = []
        for owner in safe.owners where try await hasApproved(owner, safe: safe.address) {
            approvals.insert(owner)
        }
        var answers: [Address: Bool] = [:]
        for signature in set.signatures where signature.kind == .contract {
            answers[signature.owner] = try await accepts(signature, parent: safe.version)
        }
        return SignatureReview(
            set, nonce: operation.safe.nonce, version: operation.safe.version,
            safe: SignatureReview.SafeState(
                owners: safe.owners, threshold: safe.threshold, nonce: safe.nonce,
                version: safe.version),
            approvals: approvals, answers: answers)
    }

    /// Whether `owner` approved the operation's hash on chain.
    func hasApproved(_ owner: Address, safe: Address) async throws(CommandFailure) -> Bool {
        let call = Safe.ApprovedHashes(owner: owner, hash: hashes.digest)
        return try await !client.read(call, of: safe).isZero
    }

    /// Whether the contract `signature.owner` takes the signature for its own, asked as the parent
    /// Safe's version asks.
    func accepts(
        _ signature: SafeSignature, parent: SafeVersion
    ) async throws(CommandFailure) -> Bool {
        let challenge = NestedSignature.challenge(hashes, parent: parent)
        let data =
            parent.asksContractsByHash
            ? Safe.IsValidSignature(hash: hashes.digest, signature: signature.bytes).calldata
            : Safe.IsValidSignatureOfData(data: challenge, signature: signature.bytes).calldata
        let magic: FunctionSelector =
            parent.asksContractsByHash
            ? Safe.IsValidSignature.id.selector : Safe.IsValidSignatureOfData.id.selector
        do throws(ClientError) {
            // The sender is the Safe, as it will be: a contract may answer its caller only.
            let request = CallRequest(
                from: operation.safe.address, to: signature.owner, input: data)
            let answer = try await client.call(request)
            guard answer.count == 32, let found = FunctionSelector(startOf: answer) else {
                return false
            }
            return found == magic && answer.slice(4..<32).allSatisfy { $0 == 0 }
        } catch {
            guard error.nodeError?.fault == .reverted else {
                throw CommandFailure(node: error)
            }
            return false
        }
    }
}
