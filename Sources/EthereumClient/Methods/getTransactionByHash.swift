import Codec
public import Primitives

extension RPCCall where Result == TransactionRecord? {
    /// `eth_getTransactionByHash`: a transaction, in a block or waiting; nil where the node does not
    /// know it. Its hash is computed and compared.
    public static func getTransactionByHash(_ hash: Hash32) -> RPCCall {
        RPCCall<TransactionRecord?>(
            "eth_getTransactionByHash", [.hash(hash)], responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in
            if try reader.takesNull() { return nil }
            var table = TransactionRecord.fields
            return try TransactionRecord(&reader, &table)
        }.checked { record throws(AnswerFault) in
            if let record, record.hash != hash {
                throw .mismatch(member: "hash", expected: hash.hex, found: record.hash.hex)
            }
            return record
        }
    }
}

extension EthereumClient {
    /// A transaction, in a block or waiting; nil where the node does not know it. Its hash is
    /// computed and compared.
    public func getTransactionByHash(
        _ hash: Hash32
    ) async throws(ClientError) -> TransactionRecord? {
        try await send(.getTransactionByHash(hash))
    }
}
