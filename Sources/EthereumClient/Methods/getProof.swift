public import Chain
import Codec
public import Primitives

extension RPCCall where Result == AccountProof {
    /// `eth_getProof`: an account and slots of it with their proofs (EIP-1186). The answer is as it
    /// came; ``EthereumClient/getVerifiedAccount(_:slots:in:)`` proves it.
    public static func getProof(
        _ address: Address, slots: [Hash32] = [], at block: BlockReference
    ) -> RPCCall {
        RPCCall(
            "eth_getProof",
            [.address(address), .array(slots.map(JSONValue.hash)), block.parameter],
            responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in try AccountProof.read(&reader) }
    }
}

extension RPCCall where Result == VerifiedAccount {
    /// `eth_getProof`, proved against the state root of a block that is trusted.
    ///
    /// - Parameters:
    ///   - address: The account.
    ///   - slots: The slots, in the order of the result.
    ///   - block: The block; its state root proves the answer, its hash is asked for.
    /// - Returns: The call.
    public static func getVerifiedAccount(
        _ address: Address, slots: [Hash32] = [], in block: SealedHeader
    ) -> RPCCall {
        RPCCall<AccountProof>.getProof(address, slots: slots, at: .hash(block.hash))
            .checked { proof throws(AnswerFault) in
                do throws(ProofError) {
                    return try proof.verified(
                        stateRoot: block.header.stateRoot, address: address, slots: slots)
                } catch {
                    throw .proof(error)
                }
            }
    }
}

extension EthereumClient {
    /// An account and slots of it with their proofs (EIP-1186), as they came: nothing is proved yet.
    public func getProof(
        _ address: Address, slots: [Hash32] = [], at block: BlockReference
    ) async throws(ClientError) -> AccountProof {
        try await send(.getProof(address, slots: slots, at: block))
    }

    /// An account and slots of it, proved against the state root of a block that is trusted.
    public func getVerifiedAccount(
        _ address: Address, slots: [Hash32] = [], in block: SealedHeader
    ) async throws(ClientError) -> VerifiedAccount {
        try await send(.getVerifiedAccount(address, slots: slots, in: block))
    }
}
