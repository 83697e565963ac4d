import Chain
public import Primitives

/// A header and the hash that a node states for it, before they are compared: the hashes of many are
/// computed side by side.
struct StatedHeader: Sendable {
    /// The fields.
    let header: Header
    /// The stated hash.
    let hash: Hash32
}

extension RPCCall where Result == StatedHeader? {
    /// The header of the block with a number, whose hash is still to be computed.
    static func getStatedHeader(_ number: BlockNumber) -> RPCCall {
        RPCCall<BlockDraft?>.getHeaderDraft(.number(number)).checked { draft throws(AnswerFault) in
            guard let draft else { return nil }
            let stated = StatedHeader(header: draft.header, hash: try draft.stated())
            guard stated.header.number == number else {
                throw .mismatch(
                    member: "number", expected: number.description,
                    found: stated.header.number.description)
            }
            return stated
        }
    }
}

extension EthereumClient {
    /// The headers of blocks, asked in batches, each with its computed hash.
    ///
    /// - Parameters:
    ///   - numbers: The blocks.
    ///   - size: How many are asked for in one request.
    /// - Returns: The headers in the order asked for; nil where the node does not know the block.
    /// - Throws: ``ClientError`` where a header is not had, or is not that of its hash.
    public func getHeaders(
        _ numbers: [BlockNumber], inBatchesOf size: Int = 100
    ) async throws(ClientError) -> [SealedHeader?] {
        try await inBatches(numbers, of: size) { numbers async throws(ClientError) in
            let stated = try await answers(to: numbers.map(RPCCall.getStatedHeader))
            let hashes = Header.hashes(of: stated.compactMap { $0?.header })
            var headers: [SealedHeader?] = []
            var place = 0
            for (number, stated) in zip(numbers, stated) {
                guard let stated else {
                    headers.append(nil)
                    continue
                }
                if hashes[place] == stated.hash {
                    headers.append(SealedHeader(stated.header, computed: hashes[place]))
                } else {
                    // Alone: it is refused with what is wrong, and by whom.
                    headers.append(try await getHeader(.number(number)))
                }
                place += 1
            }
            return headers
        }
    }
}
