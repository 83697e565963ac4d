public import Codec
public import Primitives

extension Account {
    /// The account that `bytes` encode as a value of the state trie.
    ///
    /// - Throws: ``/Codec/RLPError`` when they are not the RLP of nonce, balance, storage root and
    ///   code hash.
    public init(decoding bytes: Bytes) throws(RLPError) {
        self = try bytes.withSpan { span throws(RLPError) in
            var reader = RLPReader(span)
            let outer = try reader.enterList()
            let account = Account(
                nonce: try reader.uint64(), balance: Wei(try reader.uint256()),
                storageRoot: try reader.hash(), codeHash: try reader.hash())
            try reader.leaveList(outer)
            try reader.finish()
            return account
        }
    }

    /// The value that the state trie holds.
    public var encoded: Bytes {
        let payload =
            RLPSize.integer(nonce) + RLPSize.integer(balance.number) + 2 * RLPSize.hash
        return RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            writer.list(payload: payload)
            writer.integer(nonce)
            writer.integer(balance.number)
            writer.hash(storageRoot)
            writer.hash(codeHash)
        }
    }
}
