import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Asks a node what lints and state changes need to know.
struct ChainFactsReading {
    private let client: EthereumClient

    init(_ client: EthereumClient) {
        self.client = client
    }

    /// What the node says about the targets and operations of some calls.
    func facts(of calls: CallInspection) async throws(CommandFailure) -> ChainFacts {
        var facts = ChainFacts()
        facts.chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        let targets = Set(calls.tree.all.map(\.target)).subtracting([.zero])
        for target in targets.sorted() {
            let code = try await client.asking { client throws(ClientError) in
                try await client.getCode(target)
            }
            if code.isEmpty {
                facts.codeless.insert(target)
            } else if let owner = try await optional(Ownable.Owner(), of: target) {
                facts.owners[target] = owner
                facts.pendingOwners[target] = try await optional(
                    Ownable.PendingOwner(), of: target)
            }
        }
        let timelocks = Set((calls.operations + calls.predecessors).map(\.timelock))
        for timelock in timelocks.sorted() where !facts.codeless.contains(timelock) {
            facts.minimumDelays[timelock] = try await optional(
                TimelockController.GetMinDelay(), of: timelock)
        }
        for key in calls.operations + calls.predecessors
        where facts.minimumDelays[key.timelock] != nil {
            let standing = try await OperationStanding(key.id, timelock: key.timelock, client)
            facts.standings[key] = standing.state
        }
        return facts
    }

    /// An entry's value now; nil where the contract does not answer.
    func value(before change: StateChange) async throws(CommandFailure) -> String? {
        try await data(before: change).flatMap(change.value)
    }

    /// The bytes that hold an entry's value now; nil where the contract does not answer.
    func data(before change: StateChange) async throws(CommandFailure) -> Bytes? {
        switch change.source {
        case .call(let data, _):
            let outcome = try await client.asking { client throws(ClientError) in
                try await client.callOutcome(CallRequest(to: change.contract, input: data))
            }
            guard case .returned(let bytes) = outcome else { return nil }
            return bytes
        case .storage(let slot), .storedFlag(let slot):
            let word = try await client.asking { client throws(ClientError) in
                try await client.getStorageAt(change.contract, slot: slot)
            }
            return word.bytes
        }
    }

    /// What a view function returns; nil where the contract has no such function.
    func optional<Call: ABICall>(
        _ call: Call, of contract: Address
    ) async throws(CommandFailure) -> Call.Returned? {
        let outcome = try await client.asking { client throws(ClientError) in
            try await client.callOutcome(CallRequest(to: contract, input: call.calldata))
        }
        guard case .returned(let data) = outcome else { return nil }
        return try? Call.decodeReturn(data, rules: .strict)
    }
}
