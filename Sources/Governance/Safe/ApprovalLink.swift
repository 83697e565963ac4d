import Contracts
public import Primitives

/// Finds the transaction that an `approveHash` names: a hash tells nothing by itself.
public enum ApprovalLink {
    /// How far from its own nonce an operation is tried.
    public static let reach: UInt64 = 10

    /// The nonce with which `operation` has the hash.
    ///
    /// - Parameters:
    ///   - hash: The argument of `approveHash`.
    ///   - operation: The operation that it should name.
    /// - Returns: Its own nonce, a neighbouring one (then somebody approved an older or a newer
    ///   version of it), or nil: the hash is of something else.
    /// - Throws: ``OperationError`` when no transaction can be made of the operation.
    public static func nonce(
        named hash: Hash32, by operation: Operation
    ) throws(OperationError) -> UInt256? {
        if try operation.safeHashes().digest == hash { return operation.safe.nonce }
        for distance in 1...reach {
            let step = UInt256(distance)
            var candidates: [UInt256] = []
            if operation.safe.nonce <= .max &- step {
                candidates.append(operation.safe.nonce &+ step)
            }
            if operation.safe.nonce >= step { candidates.append(operation.safe.nonce &- step) }
            for nonce in candidates {
                var candidate = operation
                candidate.safe.nonce = nonce
                if try candidate.safeHashes().digest == hash { return nonce }
            }
        }
        return nil
    }
}
