public import Contracts
public import Primitives

/// One governance action, from proposal to execution: everything that is scheduled, executed or
/// cancelled derives from it, so that the ids of all steps are the same by construction.
public struct Operation: Hashable, Sendable {
    /// What the owners of the Safe sign.
    public enum Action: String, Hashable, Sendable, CaseIterable {
        /// The timelock schedules the calls; after its delay anybody with the role executes them.
        case schedule
        /// The timelock forgets the scheduled calls.
        case cancel
        /// The Safe makes the calls itself, at once.
        case direct
        /// An empty call that uses up the Safe's nonce, so that another transaction of that nonce
        /// can never be executed.
        case reject
    }

    /// The Safe whose owners decide.
    public struct SafeReference: Hashable, Sendable {
        /// Its address.
        public var address: Address
        /// The version of its singleton, which decides how the transaction is hashed.
        public var version: SafeVersion
        /// The nonce that the transaction uses up.
        public var nonce: UInt256

        /// A reference to a Safe as it is when the operation is proposed.
        public init(address: Address, version: SafeVersion, nonce: UInt256) {
            self.address = address
            self.version = version
            self.nonce = nonce
        }
    }

    /// The timelock through which the calls go.
    public struct TimelockReference: Hashable, Sendable {
        /// Its address.
        public var address: Address
        /// The delay that is asked for, in seconds; at least the timelock's own when scheduled.
        public var delay: UInt64
        /// The operation that must be done before; zero: none.
        public var predecessor: Hash32
        /// What tells this operation from others with the same calls.
        public var salt: Hash32

        /// A reference to a timelock, with what the operation asks of it.
        public init(address: Address, delay: UInt64, predecessor: Hash32 = .zero, salt: Hash32) {
            self.address = address
            self.delay = delay
            self.predecessor = predecessor
            self.salt = salt
        }
    }

    /// The chain that the operation is for. An operation id binds no chain; the Safe's hash does.
    public var chainID: ChainID
    /// What the owners sign.
    public var action: Action
    /// What the proposer says that it is for; shown to signers as the proposer's words.
    public var purpose: String
    /// The Safe.
    public var safe: SafeReference
    /// The timelock: for ``Action/schedule`` and ``Action/cancel``, for nothing else.
    public var timelock: TimelockReference?
    /// The calls, in the order in which they run.
    public var calls: [TimelockOperation.Call]
    /// Where the proposed values come from, if the proposer said so.
    public var provenance: Provenance?

    /// An operation.
    public init(
        chainID: ChainID, action: Action, purpose: String, safe: SafeReference,
        timelock: TimelockReference?, calls: [TimelockOperation.Call],
        provenance: Provenance? = nil
    ) {
        self.chainID = chainID
        self.action = action
        self.purpose = purpose
        self.safe = safe
        self.timelock = timelock
        self.calls = calls
        self.provenance = provenance
    }
}
