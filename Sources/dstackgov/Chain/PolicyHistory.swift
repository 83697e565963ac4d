import Chain
import Codec
import EthereumClient
import Governance
import Primitives

/// The events of contracts' policies, read page by page, and what the contracts say themselves.
struct PolicyHistory {
    let client: EthereumClient
    /// The first block whose events count.
    let firstBlock: UInt64

    /// Replays the events of `contracts`.
    ///
    /// - Parameters:
    ///   - contracts: The contracts.
    ///   - last: The last block whose events count; nil: all.
    /// - Returns: What they allow by their events.
    /// - Throws: ``CommandFailure`` with the code `chain`.
    func replay(
        _ contracts: [Address], upTo last: UInt64? = nil
    ) async throws(CommandFailure) -> PolicyReplay {
        var replay = PolicyReplay()
        let records = try await client.events(
            of: contracts, from: firstBlock, subject: "the events of the policy")
        for record in records {
            if let last, record.blockNumber > BlockNumber(last) { continue }
            replay.take(record.log)
        }
        return replay
    }

    /// Whether a contract allows a hash, asked of itself.
    func isAllowed(
        _ hash: Hash32, _ set: PolicySet, _ contract: Address
    ) async throws(CommandFailure) -> Bool {
        let data = try await client.asking { client throws(ClientError) in
            try await client.call(CallRequest(to: contract, input: set.asking(hash)))
        }
        guard let answer = (try? ABI.decode(data, as: [.bool]))?.first?.bool else {
            throw CommandFailure(
                .chain, "\(contract) gives no usable answer about \(set.rawValue)",
                remedy: "Is the right contract at this address, on this chain?")
        }
        return answer
    }
}
