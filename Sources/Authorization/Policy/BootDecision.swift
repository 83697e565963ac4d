/// The answer to a boot: allowed, or not with a reason.
public struct BootDecision: Hashable, Sendable {
    /// Where an answer comes from.
    public typealias Code = DecisionCode

    /// Whether a key may be released.
    public let isAllowed: Bool
    /// The contract's reason, or ours.
    public let reason: String
    /// Where the answer comes from.
    public let code: Code
    /// The gateway that the app is to trust; empty unless the contract was asked.
    public let gatewayAppID: String

    /// An answer.
    public init(isAllowed: Bool, reason: String, code: Code, gatewayAppID: String) {
        self.isAllowed = isAllowed
        self.reason = reason
        self.code = code
        self.gatewayAppID = gatewayAppID
    }

    /// A denial.
    public static func denied(
        _ code: Code, _ reason: String, gateway: String = ""
    ) -> BootDecision {
        BootDecision(isAllowed: false, reason: reason, code: code, gatewayAppID: gateway)
    }

    /// The contract's permission.
    public static func allowed(gateway: String) -> BootDecision {
        BootDecision(isAllowed: true, reason: "", code: .contract, gatewayAppID: gateway)
    }
}
