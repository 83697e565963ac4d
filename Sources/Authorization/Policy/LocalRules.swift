import Contracts
public import Primitives

/// Rules of the configuration, which can only deny.
public struct LocalRules: Hashable, Sendable {
    /// The platforms, as the KMS names them, that get no key whatever the contracts say.
    public var deniedVariants: Set<String>
    /// Gateway ids that apps may be told although guests cannot check them, such as `any`.
    public var acceptedGateways: Set<String>
    /// The weakest evidence by which a key may be released.
    public var leastEvidence: EvidenceLevel

    /// Rules; by default no platform is refused, and every evidence level counts.
    public init(
        deniedVariants: Set<String> = [], acceptedGateways: Set<String> = [],
        leastEvidence: EvidenceLevel = .single
    ) {
        self.deniedVariants = deniedVariants
        self.acceptedGateways = acceptedGateways
        self.leastEvidence = leastEvidence
    }

    /// The denial of `request` by these rules and those that always hold; nil when the chain
    /// decides.
    ///
    /// - Parameters:
    ///   - request: What the KMS asks.
    ///   - kms: The KMS contract.
    /// - Returns: A denial, or nil.
    public func denial(of request: BootRequest, kms: Address) -> BootDecision? {
        if let denial = LocalRules.denial(of: request, kms: kms) { return denial }
        guard let variant = request.teeVariant, deniedVariants.contains(variant) else { return nil }
        return .denied(.tee, "the platform is refused by configuration")
    }

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
