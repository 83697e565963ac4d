import Codec

extension RPCCall where Result == [SimulatedBlock] {
    /// `eth_simulateV1`: executes blocks of messages on top of a block. Where there are gaps between
    /// the numbers asked for, the node fills them with empty blocks.
    public static func simulateV1(
        _ simulation: Simulation, at block: BlockReference = .latest
    ) -> RPCCall {
        RPCCall(
            "eth_simulateV1", [simulation.parameter, block.parameter],
            responseLimit: ResponseLimit.block
        ) { reader throws(JSONError) in
            var blocks: [SimulatedBlock] = []
            try reader.beginArray()
            while try reader.nextItem() { blocks.append(try SimulatedBlock(&reader)) }
            return blocks
        }
    }
}

extension EthereumClient {
    /// Executes blocks of messages on top of a block, and keeps nothing.
    public func simulateV1(
        _ simulation: Simulation, at block: BlockReference = .latest
    ) async throws(ClientError) -> [SimulatedBlock] {
        try await send(.simulateV1(simulation, at: block))
    }
}
