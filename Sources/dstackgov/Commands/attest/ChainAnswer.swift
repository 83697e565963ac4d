import Attestation
import Authorization
import ChainView
import Codec
import EthereumClient
import Primitives

/// What the chain says to a boot, at both heights.
struct ChainAnswer {
    private let decided: Decided

    /// Asks the chain.
    ///
    /// - Parameters:
    ///   - boot: Who boots.
    ///   - kind: As what.
    ///   - node: The provider.
    ///   - deployment: Where the KMS stands.
    ///   - oldestHead: The oldest a head may be, in seconds.
    /// - Throws: ``CommandFailure`` when the chain gives no answer, or the identity lacks a member.
    init(
        _ boot: MeasuredBoot, kind: BootRequest.Kind, node: ChainOptions, deployment: Deployment,
        oldestHead: UInt64
    ) async throws {
        let request: BootRequest
        do throws(RequestFault) {
            request = try BootRequest(body: boot.identity.request.serializedBytes(), kind: kind)
        } catch {
            throw CommandFailure(
                .refused, "no KMS could ask for this boot: \(error)",
                remedy: "A bare document names no app: give the guest's whole attestation.")
        }
        let provider = ChainProvider(label: "node", transport: try node.transport().0)
        let configuration = ChainViewConfiguration(
            providers: [provider],
            rule: try ChainAnswer.rule(provider, oldestHead), kms: deployment.kms)
        do throws(StartFault) {
            let view = try ChainView(configuration)
            try await view.start()
            decided = await view.decide(request)
            view.stop()
        } catch {
            throw CommandFailure(.chain, "\(error)")
        }
    }

    /// Whether a key would be released.
    var isAllowed: Bool { decided.decision.isAllowed }

    /// Why, in one line of ASCII.
    var sentence: String {
        let reason = EscapedText(decided.decision.reason, limit: 400).description
        return "\(decided.decision.code.rawValue): \(reason)"
    }

    /// Adds the answer to a page.
    func add(to page: inout Page) {
        page.heading("What the chain says")
        page.line(
            isAllowed ? "  this boot would be allowed" : "  this boot would be denied: \(sentence)",
            isAllowed ? .good : .danger)
        page.facts(
            heights.map { (name: $0.name, value: "\($0.verdict) at \($0.block)") } + [
                ("evidence", decided.evidence.sentence)
            ])
    }

    /// The answer for programs.
    var document: JSONValue {
        [
            "isAllowed": .bool(isAllowed), "code": .string(decided.decision.code.rawValue),
            "reason": .string(decided.decision.reason),
            "gatewayAppId": .string(decided.decision.gatewayAppID),
            "blocks": .object(heights.map { JSONMember($0.name, .string($0.block)) }),
            "answers": .object(heights.map { JSONMember($0.name, .string($0.verdict)) }),
            "evidence": .string(decided.evidence.rawValue),
        ]
    }

    /// What each of the two blocks says by itself.
    private var heights: [(name: String, block: String, verdict: String)] {
        [("recent", decided.recent), ("finalized", decided.finalized)].compactMap { name, view in
            guard let view else { return nil }
            let block = "block \(view.number.decimal) \(view.hash.hex) of \(view.timestamp)"
            return (name, block, ChainAnswer.verdict(decided.basis.answer(view)))
        }
    }

    private static func verdict(_ answer: BootDecision?) -> String {
        guard let answer else { return "not asked" }
        return answer.isAllowed
            ? "allowed" : "denied (\(EscapedText(answer.reason, limit: 200)))"
    }

    private static func rule(
        _ provider: ChainProvider, _ oldestHead: UInt64
    ) throws(CommandFailure) -> HeadRule {
        do throws(HeadRule.Fault) {
            return try HeadRule(
                operators: [provider.label], quorum: 1, finalizedAge: oldestHead,
                recentAge: oldestHead)
        } catch {
            throw CommandFailure(.input, "--max-head-age: \(error)")
        }
    }
}
