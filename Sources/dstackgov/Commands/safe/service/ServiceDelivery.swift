import Codec
import Governance
import Primitives

/// Brings signatures of an operation to a service, and looks afterwards whether they are there.
struct ServiceDelivery {
    let service: SafeService
    let operation: Governance.Operation
    let set: SignatureSet

    /// Delivers what is missing. Safe to repeat: what is there already is not sent again.
    ///
    /// - Parameter isProposing: Whether the transaction itself may be new to the service.
    /// - Returns: The owners whose signatures were sent.
    /// - Throws: ``CommandFailure``: `refused` when the service tells afterwards something else than
    ///   what it was given.
    func deliver(isProposing: Bool) async throws(CommandFailure) -> [Address] {
        let hash = set.safeTransactionHash
        var missing = set.signatures[...]
        guard let first = missing.first else {
            throw CommandFailure(
                .input, "no signature to deliver",
                remedy: "Give --signature: the service takes "
                    + "proposals of owners only.")
        }
        var sent: [Address] = []
        if let known = try await find(hash) {
            try ServiceDelivery.check(known, at: service)
            missing = missing.filter { !known.signatures.contains($0) }[...]
        } else {
            guard isProposing else {
                throw CommandFailure(
                    .refused, "\(service.label) does not know the transaction \(hash)",
                    remedy: "Propose it first: dstackgov safe service propose.")
            }
            try await service.propose(operation, first)
            sent.append(first.owner)
            missing = missing.dropFirst()
        }
        for signature in missing {
            try await service.confirm(hash, signature)
            sent.append(signature.owner)
        }
        guard let after = try await find(hash) else {
            throw CommandFailure(
                .refused, "\(service.label) took the proposal and does not know it afterwards")
        }
        try ServiceDelivery.check(after, at: service)
        if let lost = set.signatures.first(where: { !after.signatures.contains($0) }) {
            throw CommandFailure(
                .refused,
                "\(service.label) took the signature of \(lost.owner) and does not show it")
        }
        return sent
    }

    private func find(_ hash: Hash32) async throws(CommandFailure) -> SafeServiceTransaction? {
        try await service.transaction(
            hash, of: operation.safe.address, in: operation.safeDomain)
    }

    /// Refuses what the service tells against its own data.
    static func check(
        _ transaction: SafeServiceTransaction, at service: SafeService
    ) throws(CommandFailure) {
        guard let fault = transaction.faults.first else { return }
        throw CommandFailure(
            .refused, "\(service.label): \(fault)",
            remedy: "Deliver the files by another way: the service is wrong, or lies.")
    }
}
