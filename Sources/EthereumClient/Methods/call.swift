import Codec
public import Primitives

extension RPCCall where Result == Bytes {
    /// `eth_call`: executes a message on top of a block, without a transaction.
    public static func call(
        _ request: CallRequest, at block: BlockReference = .latest,
        overriding state: StateOverrides = [:], block overrides: BlockOverrides = BlockOverrides()
    ) -> RPCCall {
        var parameters = [request.parameter, block.parameter]
        let blockOverrides = overrides.parameter
        if let state = state.parameter ?? blockOverrides.map({ _ in [:] }) {
            parameters.append(state)
        }
        if let blockOverrides { parameters.append(blockOverrides) }
        return RPCCall("eth_call", parameters, responseLimit: ResponseLimit.data) {
            reader throws(JSONError) in try reader.bytes()
        }
    }
}

extension EthereumClient {
    /// What a message returns when it is executed on top of a block.
    ///
    /// - Parameters:
    ///   - request: The message.
    ///   - block: The block.
    ///   - state: What accounts should have instead of what the state says.
    ///   - overrides: What the block should say instead.
    /// - Returns: The return data.
    /// - Throws: ``ClientError``; a revert is a ``NodeError`` with its data.
    public func call(
        _ request: CallRequest, at block: BlockReference = .latest,
        overriding state: StateOverrides = [:], block overrides: BlockOverrides = BlockOverrides()
    ) async throws(ClientError) -> Bytes {
        try await send(.call(request, at: block, overriding: state, block: overrides))
    }

    /// How a message ends when it is executed on top of a block: a revert is a result like any
    /// other. See `call`.
    public func callOutcome(
        _ request: CallRequest, at block: BlockReference = .latest,
        overriding state: StateOverrides = [:], block overrides: BlockOverrides = BlockOverrides()
    ) async throws(ClientError) -> CallOutcome {
        do throws(ClientError) {
            return .returned(
                try await call(request, at: block, overriding: state, block: overrides))
        } catch {
            guard let node = error.nodeError, node.fault == .reverted else { throw error }
            return .reverted(node.revertData)
        }
    }
}
