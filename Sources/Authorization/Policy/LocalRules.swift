import Contracts
public import Primitives

/// Rules that need no chain and can only deny.
public enum LocalRules {
    /// The denial of `request`, or nil when the chain decides.
    ///
    /// - Parameters:
    ///   - request: What the KMS asks.
    ///   - kms: The KMS contract.
    /// - Returns: A denial, or nil.
    public static func denial(of request: BootRequest, kms: Address) -> BootDecision? {
        if request.kind == .app, request.appID == kms {
            return .denied(.itself, "App not registered")
        }
        guard let device = request.deviceID else {
            return .denied(.device, "device id of 64 bytes cannot be registered")
        }
        let debug = DstackPolicy.debugMeasurement
        if request.mrAggregated == debug || request.osImageHash == debug {
            return .denied(.debug, "debug enclaves are not allowed")
        }
        if request.mrAggregated.isZero || request.osImageHash.isZero
            || request.composeHash.isZero || device.isZero
        {
            return .denied(.zero, "zero hash")
        }
        // Only two of the four come from the signed document; the others are the enclave's word.
        if request.teeVariant == "dstack-nitro-enclave",
            request.mrSystem != request.mrAggregated
                || request.osImageHash != request.mrAggregated
                || request.composeHash != request.mrAggregated
        {
            return .denied(.nitro, "Nitro enclave hashes are not equal")
        }
        return nil
    }
}
