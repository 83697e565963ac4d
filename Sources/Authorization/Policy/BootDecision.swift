/// The answer to a boot: allowed, or not with a reason.
public struct BootDecision: Hashable, Sendable {
    /// Where an answer comes from.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The contract's own answer, evaluated over proved state.
        case contract
        /// The device has 64 bytes, which the contracts cannot hold.
        case device = "request.device"
        /// The app id is the KMS contract itself.
        case itself = "app.self"
        /// A hash that no honest boot has.
        case zero = "local.zero"
        /// The measurement of every enclave in debug mode.
        case debug = "local.debug"
        /// A Nitro enclave's four hashes are not one.
        case nitro = "local.nitro"
        /// The gateway id is none that guests can check.
        case gateway = "kms.gateway"
        /// The app's code is not known.
        case appCode = "app.code"
        /// The app is an account that delegates its code (EIP-7702).
        case delegated = "app.delegated"
        /// The KMS contract's code is not known.
        case kmsCode = "kms.code"
        /// The chain could not be read, or not be proved.
        case unavailable
    }

    /// Whether a key may be released.
    public let isAllowed: Bool
    /// The contract's reason, or ours.
    public let reason: String
    /// Where the answer comes from.
    public let code: Code
    /// The gateway that the app is to trust; empty unless the contract was asked.
    public let gatewayAppID: String

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
