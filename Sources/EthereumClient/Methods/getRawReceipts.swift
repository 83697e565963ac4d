public import Chain
import Codec
import Primitives

extension RPCCall where Result == [Receipt] {
    /// `debug_getRawReceipts`: the receipts of a block from their bytes, as its receipts root
    /// commits to them.
    public static func getRawReceipts(_ block: BlockReference) -> RPCCall {
        RPCCall<[Bytes]>(
            "debug_getRawReceipts", [block.number], responseLimit: ResponseLimit.logs
        ) { reader throws(JSONError) in
            var items: [Bytes] = []
            try reader.beginArray()
            while try reader.nextItem() { items.append(try reader.bytes()) }
            return items
        }.checked { items throws(AnswerFault) in
            var receipts: [Receipt] = []
            for item in items {
                do throws(ReceiptError) {
                    receipts.append(try Receipt(decoding: item))
                } catch {
                    throw .mismatch(
                        member: "receipt", expected: "the bytes of a receipt",
                        found: error.description)
                }
            }
            return receipts
        }
    }
}

extension EthereumClient {
    /// The receipts of a block from their bytes, by a method that not every node offers.
    public func getRawReceipts(_ block: BlockReference) async throws(ClientError) -> [Receipt] {
        try await send(.getRawReceipts(block))
    }
}
