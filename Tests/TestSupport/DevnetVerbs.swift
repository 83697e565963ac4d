public import Codec
public import EthereumClient
public import Primitives

/// What only a development chain does, for tests.
extension EthereumClient {
    /// Mines blocks.
    public func devnetMine(_ count: UInt64 = 1) async throws(ClientError) {
        _ = try await raw("anvil_mine", [.string(UInt256(count).quantity)])
    }

    /// Sets whether each transaction is mined as it comes.
    public func devnetSetAutomine(_ isOn: Bool) async throws(ClientError) {
        _ = try await raw("evm_setAutomine", [.bool(isOn)])
    }

    /// Replaces the last blocks by as many others, which hold the given raw transactions.
    public func devnetReorganise(
        depth: UInt64, transactions: [(raw: Bytes, block: Int)] = []
    ) async throws(ClientError) {
        let list = transactions.map { JSONValue.array([.string($0.raw.hex), JSONValue($0.block)]) }
        _ = try await raw("anvil_reorg", [JSONValue(depth), .array(list)])
    }

    /// Sends a transaction from one of the chain's accounts, which it signs.
    public func devnetSend(
        from: Address, to: Address?, input: Bytes = Bytes(), value: Wei = 0,
        more: [JSONMember] = []
    ) async throws(ClientError) -> Hash32 {
        var members = [
            JSONMember("from", .string(from.hex)), JSONMember("value", .string(value.quantity)),
            JSONMember("input", .string(input.hex)),
        ]
        if let to { members.append(JSONMember("to", .string(to.hex))) }
        let answer = try await raw("eth_sendTransaction", [.object(members + more)])
        return (try? Hash32(hex: answer.string ?? "")) ?? .zero
    }

    /// The chain's own accounts.
    public func devnetAccounts() async throws(ClientError) -> [Address] {
        let answer = try await raw("eth_accounts")
        return (answer.array ?? []).compactMap { $0.string.flatMap { try? Address(hex: $0) } }
    }
}
