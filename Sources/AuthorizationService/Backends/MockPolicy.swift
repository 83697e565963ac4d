public import Authorization
public import Primitives
import YAML

/// A made-up policy with the incumbent mock's choices. For development only.
public struct MockPolicy: Sendable {
    /// What is allowed.
    public enum Choice: String, Sendable, CaseIterable {
        /// Everything.
        case allowAll = "allow-all"
        /// Every app, no KMS.
        case denyKms = "deny-kms"
        /// Every KMS, no app.
        case denyApp = "deny-app"
        /// Nothing.
        case denyAll = "deny-all"
        /// Boots on certain devices.
        case allowlistDevice = "allowlist-device"
        /// Boots with certain measurements.
        case allowlistMr = "allowlist-mr"
    }

    /// What is allowed.
    public var choice: Choice
    /// The devices, for ``Choice/allowlistDevice``.
    public var devices: Set<Hash32> = []
    /// The measurements, for ``Choice/allowlistMr``.
    public var measurements: Set<Hash32> = []
    /// The gateway id that is told.
    public var gatewayAppID = ""

    /// A policy.
    public init(_ choice: Choice) {
        self.choice = choice
    }

    init(_ value: LocatedValue) throws(DocumentError) {
        let values = ConfigurationReader { _ in nil }
        var reader = try MemberReader(value, what: "mock")
        self.init(try values.choice(reader.required("policy"), of: Choice.self))
        for item in try reader.optional("devices")?.array() ?? [] {
            devices.insert(try values.hash(item))
        }
        for item in try reader.optional("measurements")?.array() ?? [] {
            measurements.insert(try values.hash(item))
        }
        if let gateway = reader.optional("gatewayAppId") {
            gatewayAppID = try gateway.string()
        }
        try reader.finish()
    }
}

/// Answers by a made-up policy, and says so in each answer.
public struct MockBackend: BootBackend {
    private let policy: MockPolicy

    /// A backend.
    public init(_ policy: MockPolicy) {
        self.policy = policy
    }

    /// ``/Authorization/BootRecord/Backend/mock``.
    public var kind: BootRecord.Backend { .mock }

    /// The policy's answer; nothing is read.
    public func decide(_ request: BootRequest) async -> BackendAnswer { answer(request) }

    /// The policy's answer, which needs nothing else.
    public func decideFromMemory(_ asked: AskedBoot) -> BackendAnswer? {
        answer(asked.request)
    }

    private func answer(_ request: BootRequest) -> BackendAnswer {
        let isAllowed =
            switch policy.choice {
            case .allowAll: true
            case .denyAll: false
            case .denyKms: request.kind == .app
            case .denyApp: request.kind == .kms
            case .allowlistDevice: request.deviceID.map(policy.devices.contains) ?? false
            case .allowlistMr: policy.measurements.contains(request.mrAggregated)
            }
        return .other(
            BootDecision(
                isAllowed: isAllowed, reason: "mock policy \(policy.choice.rawValue)", code: .mock,
                gatewayAppID: policy.gatewayAppID))
    }

    /// Placeholders.
    public var information: ServiceInformation? {
        ServiceInformation(
            kms: Address.zero.hex, rpc: "mock", gatewayAppID: policy.gatewayAppID,
            chainID: "1337", appImplementation: Address.zero.hex)
    }

    /// Nothing.
    public var missing: [String] { [] }
    /// None.
    public var metrics: [MetricLine] { [] }
}
