public import Codec
import Primitives

/// What the webhook beside which a service runs answered to the same request.
public enum ShadowAnswer: Hashable, Sendable {
    /// A verdict.
    case verdict(isAllowed: Bool, reason: String, gatewayAppID: String)
    /// None that a KMS would take; what was wrong, in ASCII.
    case fault(String)

    /// The answer as it stands in records.
    public var json: JSONValue {
        switch self {
        case .verdict(let isAllowed, let reason, let gateway):
            [
                "isAllowed": .bool(isAllowed), "reason": .string(reason),
                "gatewayAppId": .string(gateway),
            ]
        case .fault(let what): ["fault": .string(what)]
        }
    }

    /// The answer that a record, or the webhook itself, writes; nil when it is none.
    public init?(json: JSONValue) {
        if let fault = json["fault"]?.string {
            self = .fault(fault)
        } else if let isAllowed = json["isAllowed"]?.bool, let reason = json["reason"]?.string,
            let gateway = json["gatewayAppId"]?.string
        {
            self = .verdict(isAllowed: isAllowed, reason: reason, gatewayAppID: gateway)
        } else {
            return nil
        }
    }

    /// Whether the webhook would have let the boot pass.
    public var isAllowed: Bool {
        if case .verdict(true, _, _) = self { true } else { false }
    }

    /// Whether a KMS would see a difference between this answer and `decision`.
    public func differs(from decision: BootDecision) -> Bool {
        guard case .verdict(let isAllowed, _, let gateway) = self else { return true }
        return isAllowed != decision.isAllowed
            || (isAllowed && gateway != decision.gatewayAppID)
    }
}
