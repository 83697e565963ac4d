import Codec
import Primitives

extension RPCCall where Result == [TransactionReceipt]? {
    /// `eth_getBlockReceipts`: the receipts of a block in order; nil where the node does not know
    /// it. ``Block/checkReceipts(_:)`` compares them with the header.
    public static func getBlockReceipts(
        _ block: BlockReference, allowing leniency: TransactionReceipt.Leniency = []
    ) -> RPCCall {
        RPCCall<[TransactionReceipt]?>(
            "eth_getBlockReceipts", [block.number], responseLimit: ResponseLimit.logs
        ) { reader throws(JSONError) in
            if try reader.takesNull() { return nil }
            var receipts: [TransactionReceipt] = []
            var tables = TransactionReceipt.Tables()
            try reader.beginArray()
            while try reader.nextItem() {
                let start = reader.offset
                guard
                    let receipt = try TransactionReceipt.read(
                        &reader, &tables, leniency: leniency)
                else { throw JSONError(rule: .type, offset: start, name: "blockHash") }
                receipts.append(receipt)
            }
            return receipts
        }.checked { receipts throws(AnswerFault) in
            for (place, receipt) in (receipts ?? []).enumerated() {
                try receipt.check(place: place, of: block)
            }
            return receipts
        }
    }
}

extension TransactionReceipt {
    /// Refuses a receipt of another block or at another place.
    fileprivate func check(place: Int, of block: BlockReference) throws(AnswerFault) {
        guard transactionIndex == UInt64(place) else {
            throw .mismatch(
                member: "transactionIndex", expected: "\(place)", found: "\(transactionIndex)")
        }
        switch block {
        case .number(let number) where number != blockNumber:
            throw .mismatch(
                member: "blockNumber", expected: "\(number)", found: "\(blockNumber)")
        case .hash(let hash, requireCanonical: _) where hash != blockHash:
            throw .mismatch(member: "blockHash", expected: hash.hex, found: blockHash.hex)
        default: return
        }
    }
}

extension EthereumClient {
    /// The receipts of a block in order; nil where the node does not know it.
    /// ``Block/checkReceipts(_:)`` compares them with the header.
    public func getBlockReceipts(
        _ block: BlockReference, allowing leniency: TransactionReceipt.Leniency = []
    ) async throws(ClientError) -> [TransactionReceipt]? {
        try await send(.getBlockReceipts(block, allowing: leniency))
    }
}
