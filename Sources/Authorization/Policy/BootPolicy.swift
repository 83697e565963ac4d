import Primitives

/// The decision of DstackKms and DstackApp, evaluated natively: their order, their words.
public enum BootPolicy {
    /// What the contracts answer to `request` over `facts`.
    ///
    /// - Parameters:
    ///   - request: What the KMS asks.
    ///   - facts: What was read at one block.
    ///   - acceptedGateways: Gateway ids that are passed on although guests cannot check them.
    /// - Returns: The contracts' answer, or our denial where they leave it to the reader.
    public static func decide(
        _ request: BootRequest, _ facts: PolicyFacts, acceptedGateways: Set<String> = []
    ) -> BootDecision {
        let gateway = facts.kms.gatewayAppID
        let denial =
            request.kind == .kms
            ? kmsDenial(request, facts.kms) : appDenial(request, facts)
        if let denial { return .denied(denial.code, denial.reason, gateway: gateway) }
        guard
            request.kind == .kms || GatewayRule.isAcceptable(gateway)
                || acceptedGateways.contains(gateway)
        else {
            return .denied(.gateway, "gateway id is not acceptable")
        }
        return .allowed(gateway: gateway)
    }

    /// Allowed only if it is at both heights: a grant needs finality, a revocation acts at once.
    public static func both(_ finalized: BootDecision, _ recent: BootDecision) -> BootDecision {
        recent.isAllowed ? finalized : recent
    }

    /// `DstackKms.isKmsAllowed`.
    private static func kmsDenial(
        _ request: BootRequest, _ kms: PolicyFacts.Kms
    ) -> (code: BootDecision.Code, reason: String)? {
        guard isUpToDate(request) else { return (.contract, "TCB status is not up to date") }
        guard kms.allowsImage else { return (.contract, "OS image is not allowed") }
        guard kms.allowsMeasurement else { return (.contract, "Aggregated MR not allowed") }
        guard kms.allowsDevice else {
            return (.contract, "KMS is not allowed to boot on this device")
        }
        return nil
    }

    /// `DstackKms.isAppAllowed`, and `DstackApp.isAppAllowed` behind it.
    private static func appDenial(
        _ request: BootRequest, _ facts: PolicyFacts
    ) -> (code: BootDecision.Code, reason: String)? {
        guard facts.kms.isRegistered else { return (.contract, "App not registered") }
        guard facts.kms.allowsImage else { return (.contract, "OS image is not allowed") }
        switch facts.app {
        case .absent, nil: return (.contract, "App not deployed or invalid address")
        case .delegated: return (.delegated, "the app is an account that delegates its code")
        case .unknown: return (.appCode, "the app's code is not known")
        case .answered(let answer): return denial(by: answer)
        case .known(let rules):
            guard !rules.requiresUpToDate || isUpToDate(request) else {
                return (.contract, "TCB status is not up to date")
            }
            guard rules.allowsCompose else { return (.contract, "Compose hash not allowed") }
            guard rules.allowsAnyDevice || rules.allowsDevice else {
                return (.contract, "Device not allowed")
            }
            return nil
        }
    }

    /// What an app of unknown code says: its words are marked as its own.
    private static func denial(
        by answer: PolicyFacts.Answer
    ) -> (code: BootDecision.Code, reason: String)? {
        switch answer {
        case .verdict(isAllowed: true, reason: _): nil
        case .verdict(isAllowed: false, let reason):
            (.contract, "app: " + EscapedText(reason, limit: 200).description)
        case .reverted: (.appReverted, "the app reverted")
        case .failed: (.appGas, "the app did not finish")
        case .malformed: (.appMalformed, "the app's answer is no verdict")
        }
    }

    /// Compared byte for byte, as the contract does.
    private static func isUpToDate(_ request: BootRequest) -> Bool {
        request.tcbStatus.utf8.elementsEqual("UpToDate".utf8)
    }
}
