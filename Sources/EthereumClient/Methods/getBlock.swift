import Chain
import Codec
import Primitives

extension RPCCall where Result == Block? {
    /// `eth_getBlockByNumber` or `eth_getBlockByHash`: a block whose header's hash is computed and
    /// compared; nil where the node does not know it.
    ///
    /// - Parameters:
    ///   - block: Which block. ``BlockReference/pending`` has no hash and is refused.
    ///   - isFull: Whether the transactions come whole or as hashes.
    /// - Returns: The call.
    public static func getBlock(_ block: BlockReference, isFull: Bool = false) -> RPCCall {
        RPCCall<BlockDraft?>(
            block.blockMethod, [block.number, .bool(isFull)], responseLimit: ResponseLimit.block
        ) { reader throws(JSONError) in
            try reader.takesNull() ? nil : try BlockDraft(&reader)
        }.checked { draft throws(AnswerFault) in
            guard let draft else { return nil }
            let sealed = try draft.sealed(asked: block)
            guard let transactions = draft.transactions else {
                throw .json(JSONError(rule: .missing, offset: 0, name: "transactions"))
            }
            return Block(
                sealed: sealed, transactions: transactions, ommers: draft.ommers,
                withdrawals: draft.withdrawals, size: draft.size)
        }
    }
}

extension RPCCall where Result == SealedHeader? {
    /// The header of a block by the methods for blocks; its hash is computed and compared.
    public static func getHeader(_ block: BlockReference) -> RPCCall {
        RPCCall<BlockDraft?>.getHeaderDraft(block).checked { draft throws(AnswerFault) in
            try draft?.sealed(asked: block)
        }
    }
}

extension RPCCall where Result == BlockDraft? {
    /// A block with the hashes of its transactions, nothing of it compared.
    static func getHeaderDraft(_ block: BlockReference) -> RPCCall {
        RPCCall(
            block.blockMethod, [block.number, false], responseLimit: ResponseLimit.header
        ) { reader throws(JSONError) in
            try reader.takesNull() ? nil : try BlockDraft(&reader)
        }
    }
}

extension BlockReference {
    /// The method that takes this form.
    fileprivate var blockMethod: String {
        if case .hash = self { "eth_getBlockByHash" } else { "eth_getBlockByNumber" }
    }
}

extension BlockDraft {
    /// The header with its hash, which must be the stated one, of the block that was asked for.
    fileprivate func sealed(asked block: BlockReference) throws(AnswerFault) -> SealedHeader {
        let sealed = try SealedHeader(header, stated: try stated(), unknown: unknown)
        switch block {
        case .number(let number) where number != sealed.number:
            throw .mismatch(
                member: "number", expected: number.description, found: sealed.number.description)
        case .hash(let hash, requireCanonical: _) where hash != sealed.hash:
            throw .mismatch(member: "hash", expected: hash.hex, found: sealed.hash.hex)
        default: return sealed
        }
    }

    /// The hash that the node states.
    func stated() throws(AnswerFault) -> Hash32 {
        guard let statedHash else {
            throw .json(JSONError(rule: .missing, offset: 0, name: "hash"))
        }
        return statedHash
    }
}

extension EthereumClient {
    /// A block with the hashes of its transactions; nil where the node does not know it. The
    /// header's hash is computed and compared.
    public func getBlock(_ block: BlockReference) async throws(ClientError) -> Block? {
        try await send(.getBlock(block))
    }

    /// A block with its transactions, each with its computed hash; nil where the node does not know
    /// it. ``Block/checkRoots()`` compares them with the header.
    public func getFullBlock(_ block: BlockReference) async throws(ClientError) -> Block? {
        try await send(.getBlock(block, isFull: true))
    }

    /// The header of a block with its computed hash; nil where the node does not know it.
    public func getHeader(_ block: BlockReference) async throws(ClientError) -> SealedHeader? {
        try await send(.getHeader(block))
    }
}
