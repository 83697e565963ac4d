import Authorization
import ChainView
import Codec
import Primitives

/// What is kept of one decision: one line of JSON.
struct DecisionRecord {
    let request: Bytes
    let decided: Decided

    /// The line, with its line feed.
    var line: String {
        let decision = decided.decision
        let value: JSONValue = [
            "request": .string(request.hex), "isAllowed": .bool(decision.isAllowed),
            "code": .string(decision.code.rawValue), "reason": .string(decision.reason),
            "gatewayAppId": .string(decision.gatewayAppID),
            "finalized": decided.finalized.map { .string($0.hash.hex) } ?? .null,
            "recent": decided.recent.map { .string($0.hash.hex) } ?? .null,
            "evidence": .string(decided.evidence.rawValue), "basis": decided.basis.json,
        ]
        return value.serialized(.compact.ascii) + "\n"
    }
}
