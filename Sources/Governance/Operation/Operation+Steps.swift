import Codec
public import Contracts
public import Primitives

/// The steps that derive from an operation. They take nothing but the operation, so that what is
/// proposed, scheduled, executed and cancelled is the same.
extension Operation {
    /// The calls as the timelock sees them; nil when the operation goes through no timelock.
    public var timelockOperation: TimelockOperation? {
        guard let timelock else { return nil }
        return TimelockOperation(
            calls: calls, predecessor: timelock.predecessor, salt: timelock.salt)
    }

    /// The timelock's id of the operation; nil when it goes through no timelock.
    public var id: Hash32? { timelockOperation?.id }

    /// Where the Safe's signatures hold.
    public var safeDomain: SafeDomain {
        SafeDomain(chainID: chainID, safe: safe.address, version: safe.version)
    }

    /// The transaction that the owners of the Safe sign.
    ///
    /// - Throws: ``OperationError`` when several direct calls would need a MultiSend library that
    ///   the Safe's version has none of.
    public func safeTransaction() throws(OperationError) -> SafeTransaction {
        switch action {
        case .schedule, .cancel:
            guard let timelock, let operation = timelockOperation else {
                throw OperationError(.action, at: "timelock", "\(action.rawValue) needs a timelock")
            }
            let data =
                action == .schedule
                ? operation.scheduleData(delay: timelock.delay) : operation.cancelData
            return SafeTransaction(to: timelock.address, data: data, nonce: safe.nonce)
        case .reject:
            return SafeTransaction(to: safe.address, data: Bytes(), nonce: safe.nonce)
        case .direct:
            if calls.count == 1, let call = calls.first {
                return SafeTransaction(
                    to: call.target, value: call.value, data: call.data, nonce: safe.nonce)
            }
            return try batch()
        }
    }

    /// The three hashes that each signer compares.
    ///
    /// - Throws: ``OperationError`` as ``safeTransaction()`` does.
    public func safeHashes() throws(OperationError) -> SafeHashes {
        try safeTransaction().hashes(in: safeDomain)
    }

    /// Several direct calls in one transaction: the Safe delegates to the library of its version
    /// that makes calls only, at its canonical address.
    private func batch() throws(OperationError) -> SafeTransaction {
        guard let library = SafeDeployment.of(.multiSendCallOnly, safe.version) else {
            throw OperationError(
                .calls, at: "safe.version",
                "Safe \(safe.version) has no MultiSendCallOnly: one direct call at a time")
        }
        let records = calls.map { call in
            MultiSendBatch.Record(
                operation: .call, to: call.target, value: call.value, data: call.data)
        }
        return SafeTransaction(
            to: library.address, data: MultiSend.Call(MultiSendBatch(records).packed).calldata,
            operation: .delegateCall, nonce: safe.nonce)
    }
}
