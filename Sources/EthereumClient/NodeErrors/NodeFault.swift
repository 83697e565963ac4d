/// What a node's error means, by what can be done about it.
public enum NodeFault: String, Sendable, CaseIterable {
    /// The contract reverted: a result like any other, see ``NodeError/revertData``.
    case reverted
    /// The execution failed otherwise: out of gas, invalid opcode.
    case executionFailed
    /// More blocks, logs or bytes than the node gives at once: ask for less.
    case rangeTooLarge
    /// Too many requests: ask later or elsewhere.
    case rateLimited
    /// The node has not or gives not what was asked, although others may: pruned state, an unknown
    /// tag, a window of proofs.
    case cannot
    /// The block or transaction is unknown to the node.
    case notFound
    /// The transaction's nonce was used already.
    case nonceTooLow
    /// The transaction's nonce leaves a gap that the node does not keep.
    case nonceTooHigh
    /// The node has this transaction already.
    case alreadyKnown
    /// A pending transaction of this nonce pays as much or more.
    case replacementUnderpriced
    /// The fees are below what the block or the node asks for.
    case underpriced
    /// The account cannot pay for value and gas.
    case insufficientFunds
    /// The gas limit is below the intrinsic gas, or above the block's.
    case gasLimit
    /// The node does not have the method.
    case methodNotFound
    /// The parameters are not those of the method.
    case invalidParameters
    /// The node or what stands in front of it is ill: ask later or elsewhere.
    case unavailable
    /// None of these.
    case other
}

extension NodeFault {
    /// What `error` means: the first row of the table that fits, then the HTTP status, then the
    /// number that JSON-RPC reserves.
    static func classify(_ error: NodeError) -> NodeFault {
        let message = error.message.lowercased()
        for row in NodeErrorTexts.rows where message.utf8.count < 65_536 {
            if let number = row.number, number != error.number { continue }
            if row.fragments.allSatisfy({ message.contains($0) }) { return row.fault }
        }
        if error.revertData != nil { return .reverted }
        switch (error.status, error.number) {
        case (429?, _): return .rateLimited
        case (let status?, _) where status >= 500: return .unavailable
        case (_, 3): return .reverted
        case (_, -32_601): return .methodNotFound
        case (_, -32_602), (_, -32_600), (_, -32_700): return .invalidParameters
        case (_, -32_005): return .rateLimited
        case (_, -39_001), (_, -32_001): return .notFound
        default: return .other
        }
    }
}
