import Audit
import Authorization
import Chain
import Codec
import Contracts
import Primitives

/// What the contracts would have answered to a boot at a moment, and which lines of the history
/// decided it.
struct BootExplanation {
    /// A fact that the decision looked at.
    struct Fact {
        let name: String
        let holds: Bool
        /// The last change of it; nil where the history never mentions it.
        let entry: TimelineEntry?
        /// The contract's reason where the fact decides alone.
        let reason: String
    }

    let decision: BootDecision
    let facts: [Fact]

    /// The fact that decided: the one whose reason the contract gives.
    var deciding: Fact? { facts.first { !$0.holds && $0.reason == decision.reason } }

    /// Explains a boot.
    ///
    /// - Parameters:
    ///   - request: The boot.
    ///   - state: What the history says at the moment.
    ///   - kms: DstackKms.
    ///   - app: How the app was set up; nil for an app that the factory did not make.
    ///   - gateway: The gateway's app id at the moment.
    init(
        _ request: BootRequest, _ state: PolicyState, kms: Address, app: AppBeginning?,
        gateway: String
    ) {
        var facts: [Fact] = []
        func fact(
            _ policy: DstackPolicy, _ value: Hash32, of contract: Address, _ reason: String,
            otherwise: Bool = false
        ) -> Bool {
            let entry = state.entry(policy, value, of: contract)
            let holds = entry?.change.isEnabled ?? otherwise
            facts.append(
                Fact(
                    name: "\(policy.rawValue) \(value.isZero ? "" : value.hex)", holds: holds,
                    entry: entry, reason: reason))
            return holds
        }
        let device = request.deviceID ?? .zero
        let isKms = request.kind == .kms
        let kmsFacts = PolicyFacts.Kms(
            allowsImage: fact(.osImage, request.osImageHash, of: kms, "OS image is not allowed"),
            allowsMeasurement: isKms
                && fact(
                    .kmsAggregatedMr, request.mrAggregated, of: kms, "Aggregated MR not allowed"),
            allowsDevice: isKms
                && fact(
                    .kmsDevice, device, of: kms, "KMS is not allowed to boot on this device"),
            isRegistered: !isKms
                && fact(.registeredApp, request.appID.word, of: kms, "App not registered"),
            gatewayAppID: gateway)
        var appFacts: PolicyFacts.App?
        if !isKms {
            appFacts = .unknown
            if let app {
                let contract = request.appID
                appFacts = .known(
                    PolicyFacts.Rules(
                        allowsCompose: fact(
                            .composeHash, request.composeHash, of: contract,
                            "Compose hash not allowed"),
                        allowsAnyDevice: fact(
                            .allowAnyDevice, .zero, of: contract, "",
                            otherwise: app.allowsAnyDevice),
                        allowsDevice: fact(.device, device, of: contract, "Device not allowed"),
                        requiresUpToDate: fact(
                            .requireTcbUpToDate, .zero, of: contract, "",
                            otherwise: app.requiresUpToDate)))
            }
        }
        self.facts = facts
        decision = BootPolicy.decide(request, PolicyFacts(kms: kmsFacts, app: appFacts))
    }
}
