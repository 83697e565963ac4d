import Codec
public import Primitives

extension RPCCall where Result == TransactionReceipt? {
    /// `eth_getTransactionReceipt`: the receipt of a transaction that is in a block; nil where it is
    /// in none yet, also when the node gives a receipt without its block.
    public static func getTransactionReceipt(
        _ hash: Hash32, allowing leniency: TransactionReceipt.Leniency = []
    ) -> RPCCall {
        RPCCall<TransactionReceipt?>(
            "eth_getTransactionReceipt", [.hash(hash)], responseLimit: ResponseLimit.block
        ) { reader throws(JSONError) in
            if try reader.takesNull() { return nil }
            var tables = TransactionReceipt.Tables()
            return try TransactionReceipt.read(&reader, &tables, leniency: leniency)
        }.checked { receipt throws(AnswerFault) in
            if let receipt, receipt.transactionHash != hash {
                throw .mismatch(
                    member: "transactionHash", expected: hash.hex,
                    found: receipt.transactionHash.hex)
            }
            return receipt
        }
    }
}

extension EthereumClient {
    /// The receipt of a transaction that is in a block; nil where it is in none yet: ask again.
    public func getTransactionReceipt(
        _ hash: Hash32, allowing leniency: TransactionReceipt.Leniency = []
    ) async throws(ClientError) -> TransactionReceipt? {
        try await send(.getTransactionReceipt(hash, allowing: leniency))
    }
}
