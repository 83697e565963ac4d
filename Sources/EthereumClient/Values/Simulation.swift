public import Codec
public import Primitives

/// Blocks that a node is to execute on top of another without keeping them (`eth_simulateV1`).
public struct Simulation: Hashable, Sendable {
    /// One block.
    public struct Block: Hashable, Sendable {
        /// What the block should say.
        public var overrides: BlockOverrides
        /// What accounts should have before the block.
        public var state: StateOverrides
        /// The messages, in order.
        public var calls: [CallRequest]

        /// A block of messages.
        public init(
            calls: [CallRequest], overrides: BlockOverrides = BlockOverrides(),
            state: StateOverrides = [:]
        ) {
            self.calls = calls
            self.overrides = overrides
            self.state = state
        }

        fileprivate var parameter: JSONValue {
            var members: [JSONMember] = []
            if let overrides = overrides.parameter {
                members.append(JSONMember("blockOverrides", overrides))
            }
            if let state = state.parameter { members.append(JSONMember("stateOverrides", state)) }
            members.append(JSONMember("calls", .array(calls.map(\.parameter))))
            return .object(members)
        }
    }

    /// The blocks, in order.
    public var blocks: [Block]
    /// Whether nonces, balances and fees are checked as in a real block.
    public var validates: Bool
    /// Whether transfers of the chain's own currency are told as logs.
    public var tracesTransfers: Bool

    /// Blocks to be executed.
    public init(blocks: [Block], validates: Bool = false, tracesTransfers: Bool = false) {
        self.blocks = blocks
        self.validates = validates
        self.tracesTransfers = tracesTransfers
    }

    /// The parameter.
    public var parameter: JSONValue {
        var members = [JSONMember("blockStateCalls", .array(blocks.map(\.parameter)))]
        if validates { members.append(JSONMember("validation", true)) }
        if tracesTransfers { members.append(JSONMember("traceTransfers", true)) }
        return .object(members)
    }
}
