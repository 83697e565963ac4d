import Codec
import Primitives

extension RPCCall where Result == TransactionRecord? {
    /// `eth_getTransactionByBlockNumberAndIndex` or `eth_getTransactionByBlockHashAndIndex`: the
    /// transaction at a place in a block; nil where there is none. Its hash is computed and compared.
    public static func getTransaction(
        in block: BlockReference, index: UInt64
    ) -> RPCCall {
        let isHash = if case .hash = block { true } else { false }
        return RPCCall<TransactionRecord?>(
            isHash
                ? "eth_getTransactionByBlockHashAndIndex"
                : "eth_getTransactionByBlockNumberAndIndex",
            [block.number, .quantity(index)], responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in
            if try reader.takesNull() { return nil }
            var table = TransactionRecord.fields
            return try TransactionRecord(&reader, &table)
        }.checked { record throws(AnswerFault) in
            if let record, record.transactionIndex != index {
                throw .mismatch(
                    member: "transactionIndex", expected: "\(index)",
                    found: record.transactionIndex.map { "\($0)" } ?? "null")
            }
            return record
        }
    }
}

extension EthereumClient {
    /// The transaction at a place in a block; nil where there is none. Its hash is computed and
    /// compared.
    public func getTransaction(
        in block: BlockReference, index: UInt64
    ) async throws(ClientError) -> TransactionRecord? {
        try await send(.getTransaction(in: block, index: index))
    }
}
