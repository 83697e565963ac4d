public import Chain
import Codec
public import Primitives

extension RPCCall where Result == BlockTransaction? {
    /// `eth_getRawTransactionByHash` or `debug_getRawTransaction`: the bytes of a transaction, whose
    /// hash is computed and compared; nil where the node does not know it. Where a node answers
    /// with the blobs as well, the transaction inside is taken.
    public static func getRawTransaction(
        _ hash: Hash32, method: String = "eth_getRawTransactionByHash"
    ) -> RPCCall {
        RPCCall<Bytes?>(method, [.hash(hash)], responseLimit: ResponseLimit.data) {
            reader throws(JSONError) in
            if try reader.takesNull() { return nil }
            let bytes = try reader.bytes()
            return bytes.isEmpty ? nil : bytes
        }.checked { bytes throws(AnswerFault) in
            guard let bytes else { return nil }
            let found = Keccak256.hash(bytes)
            if found == hash, let transaction = try? BlockTransaction(decoding: bytes) {
                return transaction
            }
            if let inner = try? BlobNetworkForm(decoding: bytes).transaction, inner.hash == hash {
                return .signed(inner)
            }
            throw .mismatch(member: "transaction's hash", expected: hash.hex, found: found.hex)
        }
    }
}

extension EthereumClient {
    /// A transaction from its bytes, whose hash is computed and compared; nil where the node does
    /// not know it. Where a node answers with the blobs as well, the transaction inside is taken.
    public func getRawTransaction(
        _ hash: Hash32
    ) async throws(ClientError) -> BlockTransaction? {
        try await send(.getRawTransaction(hash))
    }
}
