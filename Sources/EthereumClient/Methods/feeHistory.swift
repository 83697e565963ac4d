import Codec

extension RPCCall where Result == FeeHistory {
    /// `eth_feeHistory`: base fees and priority fees of the last blocks.
    ///
    /// - Parameters:
    ///   - blockCount: How many blocks, 1 to 1024.
    ///   - newest: The last of them: a number or a tag.
    ///   - percentiles: At which shares of each block's gas priority fees are told, ascending from
    ///     0 to 100.
    /// - Returns: The call; its result has as many priority fees for each block as were asked for,
    ///   and one base fee more than blocks.
    public static func feeHistory(
        blockCount: UInt64, newest: BlockReference = .latest, percentiles: [Double] = []
    ) -> RPCCall {
        let shares = percentiles.map { JSONValue.number("\($0)") }
        return RPCCall(
            "eth_feeHistory", [.quantity(blockCount), newest.number, .array(shares)],
            responseLimit: ResponseLimit.data
        ) { reader throws(JSONError) in try FeeHistory(&reader) }
        .checked { history throws(AnswerFault) in
            try check(history, blockCount: blockCount, percentileCount: percentiles.count)
            return history
        }
    }

    private static func check(
        _ history: FeeHistory, blockCount: UInt64, percentileCount: Int
    ) throws(AnswerFault) {
        let count = history.gasUsedRatio.count
        guard count <= blockCount else {
            throw .mismatch(member: "block count", expected: "\(blockCount)", found: "\(count)")
        }
        guard history.baseFeePerGas.count == count + 1 || history.baseFeePerGas.isEmpty else {
            throw .mismatch(
                member: "number of base fees", expected: "\(count + 1)",
                found: "\(history.baseFeePerGas.count)")
        }
        guard let reward = history.reward else { return }
        guard reward.count == count, reward.allSatisfy({ $0.count == percentileCount }) else {
            throw .mismatch(
                member: "number of priority fees", expected: "\(count) x \(percentileCount)",
                found: "\(reward.count) x \(reward.first?.count ?? 0)")
        }
    }
}

extension EthereumClient {
    /// Base fees and priority fees of the last blocks. See the call of the same name.
    public func feeHistory(
        blockCount: UInt64, newest: BlockReference = .latest, percentiles: [Double] = []
    ) async throws(ClientError) -> FeeHistory {
        try await send(
            .feeHistory(blockCount: blockCount, newest: newest, percentiles: percentiles))
    }
}
