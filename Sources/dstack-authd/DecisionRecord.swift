import Authorization
import Codec
import EthereumClient
import Primitives

/// What is kept of one decision: one line of JSON.
struct DecisionRecord {
    let request: Bytes
    let decision: BootDecision
    let evidence: ChainView.Heads?

    /// The line, with its line feed.
    var line: String {
        let value: JSONValue = [
            "request": .string(request.hex), "isAllowed": .bool(decision.isAllowed),
            "code": .string(decision.code.rawValue), "reason": .string(decision.reason),
            "gatewayAppId": .string(decision.gatewayAppID),
            "finalized": evidence.map { .string($0.finalized.hash.hex) } ?? .null,
            "recent": evidence.map { .string($0.recent.hash.hex) } ?? .null,
            "evidence": "single",
        ]
        return value.serialized(.compact.ascii) + "\n"
    }
}
