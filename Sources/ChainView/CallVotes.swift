import Authorization
import Codec
import Contracts
import EthereumClient
import Primitives

/// Answers of `eth_call` that count only when M operators give the same bytes at the same block.
struct CallVotes: Sendable {
    /// The longest return data that can be a verdict.
    static let mostBytes = 64 << 10

    private let providers: [ChainProvider]
    private let quorum: Int

    init(_ providers: [ChainProvider], quorum: Int) {
        self.providers = providers
        self.quorum = quorum
    }

    /// How one operator's call ended. Reverts are compared with their data.
    private enum Vote: Hashable, Sendable {
        case ended(CallOutcome)
        case failed
        case none(DecisionCode)
    }

    /// What the app behind `request` answers through the KMS contract.
    func answer(
        to request: BootRequest, of kms: Address, at head: SealedHeader, _ trip: ReadTrip
    ) async throws(HeadDenial) -> PolicyFacts.Answer {
        let input = AppAuth.IsAppAllowed(request.info).calldata
        let votes = await withTaskGroup(of: Vote.self) { group in
            for provider in providers where trip.excluded[provider.label] == nil {
                let client = provider.client(until: trip.deadline)
                group.addTask { await vote(client, kms, input, head) }
            }
            var votes: [Vote] = []
            for await vote in group { votes.append(vote) }
            return votes
        }
        let counts = Dictionary(votes.map { ($0, 1) }, uniquingKeysWith: +)
        for case (let vote, let count) in counts where count >= quorum {
            switch vote {
            case .ended(.returned(let bytes)): return CallVotes.verdict(bytes)
            case .ended(.reverted): return .reverted
            case .failed: return .failed
            case .none: break
            }
        }
        throw HeadDenial(
            .callDisagree,
            "no \(quorum) operators give the same result of isAppAllowed at block \(head.number)")
    }

    private func vote(
        _ client: EthereumClient, _ kms: Address, _ input: Bytes, _ head: SealedHeader
    ) async -> Vote {
        do throws(ClientError) {
            return .ended(
                try await client.callOutcome(
                    CallRequest(to: kms, input: input),
                    at: .hash(head.hash, requireCanonical: true)))
        } catch {
            let code = DecisionCode(error)
            return code == .appGas ? .failed : .none(code)
        }
    }

    private static func verdict(_ bytes: Bytes) -> PolicyFacts.Answer {
        guard bytes.count <= mostBytes,
            let verdict = try? ABI.decode(
                membersOf: BootVerdict.self, from: bytes, rules: BootVerdict.rules)
        else { return .malformed }
        return .verdict(isAllowed: verdict.isAllowed, reason: verdict.reason)
    }
}

extension BootRequest {
    /// The argument of the contracts' questions.
    var info: AppBootInfo {
        AppBootInfo(
            appID: appID, composeHash: composeHash, instanceID: instanceID,
            deviceID: deviceID ?? .zero, mrAggregated: mrAggregated, mrSystem: mrSystem ?? .zero,
            osImageHash: osImageHash, tcbStatus: tcbStatus, advisoryIDs: advisoryIDs)
    }
}
