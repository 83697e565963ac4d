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
    func decideFromMemory(_ request: BootRequest) -> BackendAnswer?
    /// What `GET /` tells; nil while it is not known. Read from memory.
    var information: ServiceInformation? { get }
    /// What keeps the backend from deciding, in words; empty when it is ready.
    var missing: [String] { get }
    /// Lines of metrics in Prometheus' text format.
    var metrics: [MetricLine] { get }
}

/// An answer with what it rests on.
public struct BackendAnswer: Sendable {
    /// The answer.
    public var decision: BootDecision
    /// What the chain said; nil for other backends.
    public var basis: DecisionBasis?
    /// The SHA-256 digest of the policy file that decided; nil where none did.
    public var policy: Hash32?
    /// Until when the answer may be used; nil when no block was needed or agreed.
    public var expires: Timestamp?
    /// The operators that gave the finalized block's hash.
    public var finalizedVoters: [String] = []
    /// The operators that gave the recent block's hash.
    public var recentVoters: [String] = []

    /// An answer.
    public init(_ decision: BootDecision, basis: DecisionBasis? = nil) {
        self.decision = decision
        self.basis = basis
    }
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
