import Codec
public import Primitives

extension Receipt {
    /// The encoding that the receipts root commits to (EIP-2718): the type byte unless it is 0, then
    /// the RLP list.
    public var encoded: Bytes {
        let sizes = Sizes(self)
        return RLPWriter.bytes(count: sizes.whole) { write(to: &$0, sizes: sizes) }
    }

    /// The receipts root of a block: the root of the trie of all its receipts in their order.
    public static func root(of receipts: [Receipt]) -> Hash32 {
        let sizes = receipts.map(Sizes.init)
        let all = RLPWriter.bytes(count: sizes.reduce(0) { $0 + $1.whole }) { writer in
            for place in receipts.indices {
                receipts[place].write(to: &writer, sizes: sizes[place])
            }
        }
        var start = 0
        let items = sizes.map { size in
            defer { start += size.whole }
            return all.slice(start..<(start + size.whole))
        }
        return OrderedTrie.root(of: items)
    }

    /// The sizes within an encoding.
    private struct Sizes {
        let logs: Int
        let payload: Int
        let whole: Int

        init(_ receipt: Receipt) {
            var logs = 0
            for place in receipt.logs.indices {
                logs += RLPSize.list(payload: receipt.logs[place].payloadSize)
            }
            self.logs = logs
            var payload = RLPSize.integer(receipt.cumulativeGasUsed) + Sizes.bloom
            switch receipt.outcome {
            case .status: payload += 1
            case .stateRoot: payload += RLPSize.hash
            }
            payload += RLPSize.list(payload: logs)
            if let deposit = receipt.deposit, let version = deposit.version {
                payload += RLPSize.integer(deposit.nonce) + RLPSize.integer(version)
            }
            self.payload = payload
            whole = RLPSize.list(payload: payload) + (receipt.type == 0 ? 0 : 1)
        }

        static let bloom = RLPSize.header(payload: Bloom.byteCount) + Bloom.byteCount
    }

    private func write(to writer: inout RLPWriter, sizes: Sizes) {
        if type != 0 { writer.byte(type) }
        writer.list(payload: sizes.payload)
        switch outcome {
        case .status(let success): writer.byte(success ? 1 : RLP.emptyString)
        case .stateRoot(let root): writer.hash(root)
        }
        writer.integer(cumulativeGasUsed)
        unsafe logsBloom.withUnsafeBytes { raw in unsafe writer.string(raw) }
        writer.list(payload: sizes.logs)
        for place in logs.indices {
            logs[place].write(to: &writer, payload: logs[place].payloadSize)
        }
        if let deposit, let version = deposit.version {
            writer.integer(deposit.nonce)
            writer.integer(version)
        }
    }
}
