import Codec
public import Primitives

extension SealedHeader {
    /// The header in the object that nodes give for a block, with or without the block's `hash`.
    ///
    /// - Parameter text: The JSON object. Members of the block that are none of the header are
    ///   left alone.
    /// - Throws: ``AnswerFault/json(_:)`` for another object, ``AnswerFault/headerHash(stated:computed:)``
    ///   or ``AnswerFault/headerFork(members:)`` where the stated hash is not the computed one.
    public init(parsing text: Bytes) throws(AnswerFault) {
        let draft = try RPCCall<BlockDraft>("eth_getBlockByHash") { reader throws(JSONError) in
            try BlockDraft(&reader)
        }.result(in: text)
        guard let hash = draft.statedHash else {
            self.init(draft.header)
            return
        }
        try self.init(draft.header, stated: hash, unknown: draft.unknown)
    }
}
