import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Reads the chain's policy: what events name, as far as the contracts say that it holds.
struct PolicyReading {
    let client: EthereumClient
    let deployment: Deployment
    /// The first block whose events count.
    let firstBlock: UInt64

    private var history: PolicyHistory {
        PolicyHistory(client: client, firstBlock: firstBlock)
    }

    /// The differences between a document and the chain.
    func drifts(_ document: PolicyDocument) async throws(CommandFailure) -> [PolicyDrift] {
        let chainID = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        guard chainID == document.chainID else {
            throw CommandFailure(
                .refused,
                "the policy is for chain \(document.chainID), the node serves chain \(chainID)")
        }
        // A hash of a block that was replaced is asked about in vain, and does no harm.
        let named = try await history.replay(document.contracts.map(\.address)).named
        var drifts: [PolicyDrift] = []
        for wanted in document.contracts {
            let found = try await policy(like: wanted, named: named[wanted.address] ?? [:])
            drifts += PolicyDrift.between(wanted, found)
        }
        if document.delay != nil {
            let delay = try await client.read(
                TimelockController.GetMinDelay(), of: deployment.timelock)
            drifts +=
                [PolicyDrift.ofDelay(document.delay, delay, of: deployment.timelock)]
                .compactMap(\.self)
        }
        guard document.safeOwners != nil || document.safeThreshold != nil else { return drifts }
        let safe = try await SafeOnChain(deployment.safe, client)
        return drifts
            + PolicyDrift.ofSafe(
                document, owners: safe.owners, threshold: UInt256(UInt64(safe.threshold)),
                of: safe.address)
    }

    /// The chain's policy, as far as `wanted` governs it.
    private func policy(
        like wanted: ContractPolicy, named: [PolicySet: Set<Hash32>]
    ) async throws(CommandFailure) -> ContractPolicy {
        let contract = wanted.address
        var found = ContractPolicy(wanted.kind, at: contract)
        for (set, hashes) in wanted.sets {
            var allowed: Set<Hash32> = []
            for hash in hashes.union(named[set] ?? []).sorted() {
                if try await history.isAllowed(hash, set, contract) { allowed.insert(hash) }
            }
            found.sets[set] = allowed
        }
        if wanted.gatewayAppID != nil {
            found.gatewayAppID = try await client.read(DstackKms.GetGatewayAppId(), of: contract)
        }
        if wanted.appImplementation != nil {
            found.appImplementation = try await client.read(
                DstackKms.GetAppImplementation(), of: contract)
        }
        if wanted.allowAnyDevice != nil {
            found.allowAnyDevice = try await client.read(
                DstackApp.GetAllowAnyDevice(), of: contract)
        }
        if wanted.requireTcbUpToDate != nil {
            found.requireTcbUpToDate = try await client.read(
                DstackApp.GetRequireTcbUpToDate(), of: contract)
        }
        if wanted.upgradesDisabled != nil {
            let word = try await client.asking { client throws(ClientError) in
                try await client.getStorageAt(contract, slot: DstackAppStorage.flags)
            }
            found.upgradesDisabled = DstackAppStorage.Flags(word: word)?.upgradesDisabled
        }
        if wanted.owner != nil {
            found.owner = try await client.read(Ownable.Owner(), of: contract)
        }
        return found
    }
}
