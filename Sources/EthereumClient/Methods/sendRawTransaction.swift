import Codec
public import Primitives

extension RPCCall where Result == Hash32 {
    /// `eth_sendRawTransaction`: hands a signed transaction to the node's pool. The hash that the
    /// node answers must be that of the bytes sent.
    ///
    /// - Parameters:
    ///   - transaction: The signed transaction, for blobs in its network form.
    ///   - hash: The transaction's hash where it is not that of the bytes: blobs are not hashed.
    /// - Returns: The call.
    public static func sendRawTransaction(
        _ transaction: Bytes, hash: Hash32? = nil
    ) -> RPCCall {
        let expected = hash ?? Keccak256.hash(transaction)
        return RPCCall("eth_sendRawTransaction", [.data(transaction)]) {
            reader throws(JSONError) in try reader.hash32()
        }.checked { found throws(AnswerFault) in
            guard found == expected else {
                throw .mismatch(
                    member: "transaction hash", expected: expected.hex, found: found.hex)
            }
            return found
        }
    }
}

extension EthereumClient {
    /// Hands a signed transaction to the node's pool. Sending the same bytes again is harmless: a
    /// node that has them already is taken as a success.
    ///
    /// - Parameters:
    ///   - transaction: The signed transaction, for blobs in its network form.
    ///   - hash: The transaction's hash where it is not that of the bytes: blobs are not hashed.
    /// - Returns: The transaction's hash.
    /// - Throws: ``ClientError``; whether the transaction may still be executed depends on the
    ///   fault: a node that did not answer may have it.
    public func sendRawTransaction(
        _ transaction: Bytes, hash: Hash32? = nil
    ) async throws(ClientError) -> Hash32 {
        do throws(ClientError) {
            return try await send(.sendRawTransaction(transaction, hash: hash))
        } catch {
            guard error.nodeError?.fault == .alreadyKnown else { throw error }
            return hash ?? Keccak256.hash(transaction)
        }
    }
}
