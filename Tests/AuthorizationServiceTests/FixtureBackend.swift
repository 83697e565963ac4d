import Authorization
import AuthorizationService
import Chain
import Codec
import Primitives
import TestSupport

/// The corpus's contracts behind the service: the policy's words as facts of one block, or a chain
/// that cannot be read.
struct FixtureBackend: BootBackend {
    static let kms = Address(lastBytesOf: Keccak256.hash(utf8: "kms proxy"))

    enum State: String {
        case chain, down
        case noCode = "no code"
    }

    /// The blocks that three operators agree on: 7 is final, 9 is recent.
    static let heads: AgreedHeads? = {
        func head(_ number: UInt64) -> HeadTestimony.Answer {
            .head(
                Head(
                    Header(
                        parentHash: .zero, beneficiary: .zero, stateRoot: .zero,
                        transactionsRoot: .zero, receiptsRoot: .zero, logsBloom: Bloom(),
                        number: BlockNumber(number), gasLimit: 1, gasUsed: 0,
                        timestamp: Timestamp(seconds: 1_800_000_000 + 2 * number),
                        extraData: Bytes())))
        }
        let labels = ["a", "b", "c"]
        let clocks = ClockReading(wall: Timestamp(seconds: 1_800_000_020), sinceBoot: 500)
        let testimonies = labels.map {
            HeadTestimony(
                label: $0, finalized: head(7), latest: head(9),
                byNumber: [BlockNumber(7): head(7), BlockNumber(9): head(9)])
        }
        guard
            let rule = try? HeadRule(operators: labels, quorum: 3, finalizedAge: 600, recentAge: 60)
        else { return nil }
        return try? HeadAgreement.agree(testimonies, HeadMemory(), rule: rule, clocks: clocks)
            .heads.get()
    }()

    let policy: FixtureValue
    let state: State
    /// What `GET /` tells of the implementation; the corpus's own.
    let information: ServiceInformation?

    var kind: BootRecord.Backend { .chain }
    var missing: [String] { state == .chain ? [] : ["the fixture's chain is \(state.rawValue)"] }
    var metrics: [MetricLine] { [] }

    init(policy: FixtureValue, state: State, appImplementation: String) {
        self.policy = policy
        self.state = state
        information =
            state == .chain
            ? ServiceInformation(
                kms: FixtureBackend.kms.checksummed, rpc: "https://rpc.example:8545",
                gatewayAppID: policy["gatewayAppId"]?.string ?? "", chainID: "31337",
                appImplementation: appImplementation) : nil
    }

    func decide(_ request: BootRequest) async -> BackendAnswer {
        var basis = DecisionBasis(
            request: request, kms: FixtureBackend.kms, quorum: 3, rules: LocalRules())
        if state == .chain, let heads = FixtureBackend.heads {
            func view(_ head: Head) -> DecisionBasis.View {
                DecisionBasis.View(
                    number: head.number, hash: head.hash, stateRoot: head.header.stateRoot,
                    timestamp: head.timestamp, facts: .facts(facts(request)))
            }
            (basis.finalized, basis.recent) = (view(heads.finalized), view(heads.recent))
            return .chain(Decided(basis, heads))
        } else if LocalRules.denial(of: request, kms: FixtureBackend.kms) == nil {
            basis.denial = HeadDenial(.unavailable, "authorization backend unavailable")
        }
        return .chain(Decided(basis))
    }

    /// Nothing is in memory: each answer takes the way of one that is read.
    func decideFromMemory(_ asked: AskedBoot) -> BackendAnswer? { nil }

    private func facts(_ request: BootRequest) -> PolicyFacts {
        func has(_ list: FixtureValue?, _ hex: String?) -> Bool {
            guard case .array(let items)? = list, let hex else { return false }
            return items.contains { $0.string?.lowercased() == hex }
        }
        let kms = PolicyFacts.Kms(
            allowsImage: has(policy["osImages"], request.osImageHash.hex),
            allowsMeasurement: has(policy["aggregatedMrs"], request.mrAggregated.hex),
            allowsDevice: has(policy["kmsDevices"], request.deviceID?.hex),
            isRegistered: has(policy["registered"], request.appID.hex),
            gatewayAppID: policy["gatewayAppId"]?.string ?? "")
        guard request.kind == .app else { return PolicyFacts(kms: kms, app: nil) }
        guard case .array(let apps)? = policy["apps"],
            let app = apps.first(where: { $0["address"]?.string == request.appID.hex })
        else { return PolicyFacts(kms: kms, app: .absent) }
        if let contract = app["contract"]?.string {
            return PolicyFacts(kms: kms, app: .answered(FixtureBackend.answer(contract)))
        }
        return PolicyFacts(
            kms: kms,
            app: .known(
                PolicyFacts.Rules(
                    allowsCompose: has(app["composeHashes"], request.composeHash.hex),
                    allowsAnyDevice: app["allowAnyDevice"] == .bool(true),
                    allowsDevice: has(app["devices"], request.deviceID?.hex),
                    requiresUpToDate: app["requireTcbUpToDate"] == .bool(true))))
    }

    /// What the corpus's apps of other code answer through the KMS contract.
    private static func answer(_ contract: String) -> PolicyFacts.Answer {
        contract == "ReasonSplitAtByte512"
            ? .verdict(isAllowed: false, reason: "a" + String(repeating: "\u{e9}", count: 300))
            : .reverted
    }
}
