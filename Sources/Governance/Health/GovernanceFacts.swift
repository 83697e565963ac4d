public import Contracts
public import Primitives

/// What the chain says of a governance at one moment: everything that decides who can change what.
public struct GovernanceFacts: Hashable, Sendable {
    /// The Safe that proposes.
    public struct SafeFacts: Hashable, Sendable {
        /// Its address.
        public var address: Address
        /// Whether its code is that of a proxy of a known factory.
        public var isKnownProxy: Bool
        /// The code behind the proxy; nil when it is none of Safe's.
        public var singleton: SafeDeployment?
        /// The version that it says.
        public var version: SafeVersion
        /// The owners, in its order.
        public var owners: [Address]
        /// How many must sign.
        public var threshold: Int
        /// Contracts that act for it without signatures.
        public var modules: [Address]
        /// The contract that is asked before each transaction; zero: none.
        public var transactionGuard: Address
        /// The contract that is asked before a module's transaction; zero: none.
        public var moduleGuard: Address
        /// Who answers calls that it does not know; zero: nobody.
        public var fallbackHandler: Address
        /// The next nonce.
        public var nonce: UInt256

        /// Facts.
        public init(
            address: Address, isKnownProxy: Bool, singleton: SafeDeployment?, version: SafeVersion,
            owners: [Address], threshold: Int, modules: [Address], transactionGuard: Address,
            moduleGuard: Address, fallbackHandler: Address, nonce: UInt256
        ) {
            self.address = address
            self.isKnownProxy = isKnownProxy
            self.singleton = singleton
            self.version = version
            self.owners = owners
            self.threshold = threshold
            self.modules = modules
            self.transactionGuard = transactionGuard
            self.moduleGuard = moduleGuard
            self.fallbackHandler = fallbackHandler
            self.nonce = nonce
        }
    }

    /// The timelock.
    public struct TimelockFacts: Hashable, Sendable {
        /// Its address.
        public var address: Address
        /// Whether its code is known.
        public var isKnownCode: Bool
        /// The least delay in seconds.
        public var delay: UInt64
        /// Who may schedule.
        public var proposers: [Address]
        /// Who may cancel.
        public var cancellers: [Address]
        /// Who may execute; zero: everybody.
        public var executors: [Address]
        /// Who may grant roles.
        public var admins: [Address]
        /// Roles of other names that somebody holds.
        public var otherRoles: [Hash32]
        /// Operations in the queue.
        public var pending: [ScheduledOperation]

        /// Facts.
        public init(
            address: Address, isKnownCode: Bool, delay: UInt64, proposers: [Address],
            cancellers: [Address], executors: [Address], admins: [Address],
            otherRoles: [Hash32], pending: [ScheduledOperation]
        ) {
            self.address = address
            self.isKnownCode = isKnownCode
            self.delay = delay
            self.proposers = proposers
            self.cancellers = cancellers
            self.executors = executors
            self.admins = admins
            self.otherRoles = otherRoles
            self.pending = pending
        }
    }

    /// DstackKms or DstackApp.
    public struct ContractFacts: Hashable, Sendable {
        /// DstackKms or DstackApp.
        public var name: String
        /// Its address.
        public var address: Address
        /// Whether its code is that of the known proxy.
        public var isKnownProxy: Bool
        /// The code behind it.
        public var implementation: Address
        /// Whether the code behind it is known.
        public var isKnownImplementation: Bool
        /// The owner.
        public var owner: Address
        /// Who has been offered the ownership; zero: nobody.
        public var pendingOwner: Address

        /// Facts.
        public init(
            name: String, address: Address, isKnownProxy: Bool, implementation: Address,
            isKnownImplementation: Bool, owner: Address, pendingOwner: Address
        ) {
            self.name = name
            self.address = address
            self.isKnownProxy = isKnownProxy
            self.implementation = implementation
            self.isKnownImplementation = isKnownImplementation
            self.owner = owner
            self.pendingOwner = pendingOwner
        }
    }

    /// The Safe.
    public var safe: SafeFacts
    /// The timelock.
    public var timelock: TimelockFacts
    /// DstackKms.
    public var kms: ContractFacts
    /// The first app's DstackApp, where there is one.
    public var app: ContractFacts?
    /// The gateway's app id in DstackKms.
    public var gatewayAppID: String
    /// The code of new apps, and whether it is known.
    public var appImplementation: Address
    /// Whether the code of new apps is known.
    public var isKnownAppImplementation: Bool
    /// Whether the app may run on any device.
    public var allowsAnyDevice: Bool

    /// Facts.
    public init(
        safe: SafeFacts, timelock: TimelockFacts, kms: ContractFacts, app: ContractFacts?,
        gatewayAppID: String, appImplementation: Address, isKnownAppImplementation: Bool,
        allowsAnyDevice: Bool
    ) {
        self.safe = safe
        self.timelock = timelock
        self.kms = kms
        self.app = app
        self.gatewayAppID = gatewayAppID
        self.appImplementation = appImplementation
        self.isKnownAppImplementation = isKnownAppImplementation
        self.allowsAnyDevice = allowsAnyDevice
    }
}
