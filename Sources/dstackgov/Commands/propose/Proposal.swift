import Contracts
import EthereumClient
import Governance
import Primitives

/// Turns calls into an operation file: with the Safe's next nonce, the timelock's delay and a salt
/// that tells it from its twins.
struct Proposal {
    let client: EthereumClient
    let deployment: Deployment

    /// An operation that makes `calls`, through the timelock unless the Safe makes them itself.
    ///
    /// - Throws: ``CommandFailure``: `refused` while the same calls wait in the timelock already.
    func operation(
        _ calls: [TimelockOperation.Call], _ wishes: ProposalWishes
    ) async throws(CommandFailure) -> Operation {
        try await ChainCheck(client).sameChain(as: deployment)
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let safe = try await SafeOnChain(deployment.safe, client)
        var operation = Operation(
            chainID: chainID, action: .direct, purpose: wishes.purpose,
            safe: Operation.SafeReference(
                address: safe.address, version: safe.version,
                nonce: wishes.nonce ?? safe.nonce),
            timelock: nil, calls: calls, provenance: wishes.provenance)
        if wishes.isDirect { return operation }
        let salts = ProposalSalt(
            client: client, deployment: deployment, chainID: chainID, calls: calls,
            predecessor: wishes.predecessor)
        operation.action = .schedule
        operation.timelock = Operation.TimelockReference(
            address: deployment.timelock, delay: try await delay(wishes),
            predecessor: salts.predecessor,
            salt: try await salts.free(allowsTwin: wishes.allowsTwin))
        return operation
    }

    /// Checks an operation against the chain, writes its file and tells about it.
    ///
    /// - Throws: ``CommandFailure``: `refused` when the chain says that it cannot work.
    func write(
        _ operation: Operation, options: ProposalOptions, values: [WorkloadValue] = [],
        output: OutputOptions
    ) async throws(CommandFailure) {
        let offline = try Inspection.of(operation, at: options.out)
        let facts = try await ChainFactsReading(client).facts(of: offline.calls)
        let inspection = try Inspection.of(operation, at: options.out, facts: facts)
        let known = Set(offline.findings)
        // What everybody sees in the file is for the signers to judge; what only the chain says is
        // refused here.
        let accepted = try Input.lints(options.accept, "--accept")
        for finding in inspection.findings
        where finding.level == .danger && !known.contains(finding) {
            guard accepted.contains(finding.lint) else {
                throw CommandFailure(
                    .refused, "danger \(finding.lint.rawValue): \(finding.text)",
                    remedy: "Only if that is meant: --accept \(finding.lint.rawValue)")
            }
        }
        try await refuseRevert(of: operation)
        try ProposalReport(
            operation: operation, inspection: inspection, values: values, path: options.out
        )
        .write(replacing: options.force, output: output)
    }

    /// Refuses what the Safe itself would not do now. That can be told of its next transaction, and of
    /// a single call: what comes later meets another state.
    private func refuseRevert(of operation: Operation) async throws(CommandFailure) {
        guard operation.action == .direct, operation.calls.count == 1,
            let call = operation.calls.first
        else { return }
        let safe = operation.safe.address
        guard try await client.read(Safe.Nonce(), of: safe) == operation.safe.nonce else { return }
        var request = CallRequest(from: safe, to: call.target, input: call.data)
        request.value = call.value.isZero ? nil : call.value
        let outcome = try await client.asking { client throws(ClientError) in
            try await client.callOutcome(request)
        }
        guard case .reverted(let data) = outcome else { return }
        throw CommandFailure(
            .refused, "\(call.target) refuses the call: " + Reverts.explain(data),
            remedy: "If something else changes that first, give the later --nonce.")
    }

    private func delay(_ wishes: ProposalWishes) async throws(CommandFailure) -> UInt64 {
        if let delay = wishes.delay { return delay }
        let delay = try await client.read(
            TimelockController.GetMinDelay(), of: deployment.timelock)
        guard let seconds = UInt64(exactly: delay) else {
            throw CommandFailure(.chain, "the timelock's delay of \(delay) s makes no sense")
        }
        return seconds
    }
}
