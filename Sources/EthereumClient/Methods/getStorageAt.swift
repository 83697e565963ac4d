import Codec
public import Primitives

extension RPCCall where Result == Hash32 {
    /// `eth_getStorageAt`: the word in a slot of a contract.
    public static func getStorageAt(
        _ address: Address, slot: Hash32, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall("eth_getStorageAt", [.address(address), .hash(slot), block.parameter]) {
            reader throws(JSONError) in try reader.hash32()
        }
    }
}

extension EthereumClient {
    /// The word in a slot of a contract, as the node says it.
    public func getStorageAt(
        _ address: Address, slot: Hash32, at block: BlockReference = .latest
    ) async throws(ClientError) -> Hash32 {
        try await send(.getStorageAt(address, slot: slot, at: block))
    }
}
