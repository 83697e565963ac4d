import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

/// Proved reads from any one provider: the one that served last time first, the others when it does
/// not serve or its proofs do not hold.
final class ProofReader: Sendable {
    /// An account and slots of it.
    struct Question: Hashable, Sendable {
        let address: Address
        var slots: [Hash32] = []
    }

    private let providers: [ChainProvider]
    private let preferred = Atomic(0)

    init(_ providers: [ChainProvider]) {
        self.providers = providers
    }

    /// The accounts, proved against the state root of `head`, by address.
    func accounts(
        _ questions: [Question], at head: SealedHeader, _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> [Address: VerifiedAccount] {
        let calls = questions.map { question in
            RPCCall<VerifiedAccount>.getVerifiedAccount(
                question.address, slots: question.slots, in: head)
        }
        let accounts = try await first(&trip) { client async throws(ClientError) in
            if calls.count == 1 { return [try await client.send(calls[0])] }
            var accounts: [VerifiedAccount] = []
            for answer in try await client.sendBatch(calls) { accounts.append(try answer.get()) }
            return accounts
        }
        return Dictionary(accounts.map { ($0.address, $0) }) { first, _ in first }
    }

    /// The code with a hash, which stands at an address of the block.
    func code(
        of address: Address, hash: Hash32, at head: SealedHeader, _ trip: inout ReadTrip
    ) async throws(HeadDenial) -> Bytes {
        try await first(&trip) { client async throws(ClientError) in
            let code = try await client.getCode(address, at: .hash(head.hash))
            guard Keccak256.hash(code) == hash else {
                throw ClientError(
                    provider: "", method: "eth_getCode",
                    cause: .answer(
                        .proof(
                            ProofError(
                                rule: .codeHash, expected: hash, found: Keccak256.hash(code)))))
            }
            return code
        }
    }

    /// The answer of the first provider that has one.
    private func first<Answer>(
        _ trip: inout ReadTrip,
        _ ask: (EthereumClient) async throws(ClientError) -> Answer
    ) async throws(HeadDenial) -> Answer {
        let start = preferred.load(ordering: .relaxed)
        var faults: [(label: String, code: DecisionCode)] = []
        for distance in providers.indices {
            let index = (start + distance) % providers.count
            let provider = providers[index]
            if let lie = trip.excluded[provider.label] {
                faults.append((provider.label, lie))
                continue
            }
            guard ContinuousClock.now < trip.deadline else {
                faults.append((provider.label, .rpcDeadline))
                break
            }
            let client = provider.client(until: trip.deadline)
            let trace = ExchangeTrace()
            let result = await ExchangeTrace.$current.withValue(trace) {
                () async -> Result<Answer, ClientError> in
                do throws(ClientError) { return .success(try await ask(client)) } catch {
                    return .failure(error)
                }
            }
            switch result {
            case .success(let answer):
                preferred.store(index, ordering: .relaxed)
                return answer
            case .failure(let error):
                let code = DecisionCode(error)
                faults.append((provider.label, code))
                guard code.isLie else { continue }
                trip.accuse(
                    FactsResult.Lie(
                        label: provider.label, code: code, evidence: error.description,
                        exchanges: trace.exchanges))
            }
        }
        throw ProofReader.denial(faults)
    }

    /// The fault of all providers where it is one, else the loss of them all.
    private static func denial(_ faults: [(label: String, code: DecisionCode)]) -> HeadDenial {
        let codes = Set(faults.map(\.code))
        let list = faults.map { "\(EscapedText($0.label, limit: 40)) \($0.code.rawValue)" }
        return HeadDenial(
            codes.count == 1 ? faults.first?.code ?? .quorumLost : .quorumLost,
            "no provider serves what is needed: \(list.joined(separator: ", "))")
    }
}

/// One decision's way through the providers: its deadline, whom it does not ask, whom it caught.
struct ReadTrip: Sendable {
    let deadline: ContinuousClock.Instant
    private(set) var excluded: [String: DecisionCode]
    private(set) var lies: [FactsResult.Lie] = []

    init(until deadline: ContinuousClock.Instant, excluding excluded: [String: DecisionCode]) {
        self.deadline = deadline
        self.excluded = excluded
    }

    /// Notes a lie, and asks the liar no more.
    mutating func accuse(_ lie: FactsResult.Lie) {
        excluded[lie.label] = lie.code
        lies.append(lie)
    }
}
