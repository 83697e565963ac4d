public import Authorization
public import ChainView
public import EthereumClient
public import HTTPServer
public import Primitives

/// Everything that a service is told before it starts.
public struct ServiceConfiguration: Sendable {
    /// Where it listens, and who may ask.
    public struct Listening: Sendable {
        /// Host and port, or a Unix domain socket.
        public var address: ListenAddress
        /// The path under which the KMS has the webhook, with its query; `/` unless said otherwise.
        public var base = "/"
        /// Certificates; nil serves plain HTTP.
        public var tls: TLSConfiguration?
        /// SHA-256 digests of `user:password`.
        public var basic: [Hash32] = []
        /// SHA-256 digests of bearer tokens.
        public var bearer: [Hash32] = []
    }

    /// One provider.
    public struct Provider: Sendable {
        /// The operator's label.
        public var label: String
        /// Where it answers.
        public var url: RedactedURL
        /// Whether it may have a private address.
        public var isPrivate = false
        /// Whether it may be reached without TLS although it is another machine.
        public var isPlain = false
    }

    /// The chain and who is asked about it.
    public struct Chain: Sendable {
        /// The providers, in their order.
        public var providers: [Provider]
        /// Quorum and ages.
        public var rule: HeadRule
        /// The KMS contract.
        public var kms: Address
        /// The chain; nil takes that of a single provider.
        public var id: ChainID?
        /// A block that every provider must have.
        public var knownBlock: ChainViewConfiguration.KnownBlock?
        /// Rules that can only deny.
        public var rules = LocalRules()
        /// The code that is known.
        public var templates = CodeTemplates.standard
        /// What happens to apps of unknown code.
        public var unknownApps = ChainViewConfiguration.UnknownApps.denied
        /// How often heads are asked for, in milliseconds.
        public var pollMilliseconds = 1_000
        /// How long a decision may read, in milliseconds.
        public var decisionMilliseconds = 5_000
    }

    /// Where the policy comes from.
    public enum Backend: Sendable {
        /// The contracts.
        case chain(Chain)
        /// A file in auth-simple's format, read anew when it changes. For development.
        case file(path: String)
        /// A made-up policy. For development.
        case mock(MockPolicy)
    }

    /// Who may brake, and where the overlay stands.
    public struct Brake: Sendable {
        /// The overlay's file.
        public var path: String
        /// Ed25519 keys, any one of which may sign it.
        public var keys: Set<Hash32>

        /// A brake.
        public init(path: String, keys: Set<Hash32>) {
            self.path = path
            self.keys = keys
        }
    }

    /// The webhook beside which the service runs.
    public struct Shadow: Sendable {
        /// Its URL, as a KMS would have it.
        public var url: RedactedURL
        /// The URL as written, to which the routes are appended.
        var base: String
        /// Whether it may be reached without TLS although it is another machine.
        public var isPlain = false
        /// How long it may take, in milliseconds.
        public var milliseconds = 3_000
    }

    /// Where it listens.
    public var listening: Listening
    /// Where the policy comes from.
    public var backend: Backend
    /// The folder of log, key and memory.
    public var state: String
    /// The name with which heads of the log are signed.
    public var logName = "dstack-authd"
    /// After how many records a head is signed.
    public var headRecords: UInt64 = 1_000
    /// After how many seconds a head is signed.
    public var headSeconds: UInt64 = 60
    /// The emergency brake; nil where none is configured.
    public var brake: Brake?
    /// The other webhook; nil where there is none.
    public var shadow: Shadow?
    /// The SHA-256 digest of the settings as they were read, secrets left out.
    public var digest = Hash32.zero
    /// What people should know at every start.
    public var warnings: [String] = []

    /// The KMS contract, where the chain is asked.
    public var kms: Address? {
        if case .chain(let chain) = backend { chain.kms } else { nil }
    }
}

/// Why a configuration is none: the file and the line, or the variable, and what to do.
public struct ConfigurationFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence for people.
    public let description: String

    /// A fault at a place, `file:line:column` or the name of a variable.
    public init(_ place: String, _ explanation: String) {
        description = "\(EscapedText(place, limit: 300)): \(EscapedText(explanation, limit: 500))"
    }
}
