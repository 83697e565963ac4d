import Chain
import Codec
import Primitives

extension RPCCall where Result == SealedHeader {
    /// `debug_getRawHeader`: the header of a block from its RLP, and its hash computed.
    public static func getRawHeader(_ block: BlockReference) -> RPCCall {
        RPCCall<Bytes>("debug_getRawHeader", [block.number]) { reader throws(JSONError) in
            try reader.bytes()
        }.checked { bytes throws(AnswerFault) in
            do throws(RLPError) {
                return SealedHeader(try Header(decoding: bytes))
            } catch {
                throw .mismatch(
                    member: "header", expected: "RLP of a header", found: error.description)
            }
        }
    }
}

extension EthereumClient {
    /// The header of a block from its RLP, by a method that not every node offers.
    public func getRawHeader(_ block: BlockReference) async throws(ClientError) -> SealedHeader {
        try await send(.getRawHeader(block))
    }
}
