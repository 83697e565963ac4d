public import Authorization
import ChainView
public import Primitives

/// What decides about boots.
public protocol BootBackend: Sendable {
    /// The kind of policy.
    var kind: BootRecord.Backend { get }
    /// Answers a boot; everything that can go wrong is a denial.
    func decide(_ request: BootRequest) async -> BackendAnswer
    /// The same answer at once, where nothing has to be read; nil otherwise.
    func decideFromMemory(_ asked: AskedBoot) -> BackendAnswer?
    /// What `GET /` tells; nil while it is not known. Read from memory.
    var information: ServiceInformation? { get }
    /// What keeps the backend from deciding, in words; empty when it is ready.
    var missing: [String] { get }
    /// Lines of metrics in Prometheus' text format.
    var metrics: [MetricLine] { get }
}

/// A backend's answer, with what it rests on.
public enum BackendAnswer: Sendable {
    /// The contracts', proved.
    case chain(Decided)
    /// Another backend's; with the SHA-256 digest of the policy file that decided, where one did.
    case other(BootDecision, policy: Hash32? = nil)
}

/// What a KMS is told by `GET /`.
public struct ServiceInformation: Sendable {
    /// The KMS contract as configured.
    public var kms: String
    /// Scheme, host and port of the first provider.
    public var rpc: String
    /// The gateway id of the contract.
    public var gatewayAppID: String
    /// The chain's number.
    public var chainID: String
    /// The implementation that new apps get.
    public var appImplementation: String

    /// Information.
    public init(
        kms: String, rpc: String, gatewayAppID: String, chainID: String, appImplementation: String
    ) {
        self.kms = kms
        self.rpc = rpc
        self.gatewayAppID = gatewayAppID
        self.chainID = chainID
        self.appImplementation = appImplementation
    }
}
