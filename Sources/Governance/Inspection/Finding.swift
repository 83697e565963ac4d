/// What a signer should know before signing.
public enum Lint: String, Hashable, Sendable, CaseIterable {
    // values that are allowed
    /// A hash of 32 zero bytes is allowed: what empty fields become.
    case zeroHash = "zero-hash"
    /// The measurement of every debug enclave is allowed.
    case debugHash = "debug-hash"
    /// A device id that many or all enclaves have is allowed.
    case sharedDevice = "shared-device"
    /// An OS image is allowed and no app gets the same hash: no Nitro enclave boots by that alone.
    case onePlace = "one-place"
    /// Every device may boot an app.
    case anyDevice = "any-device"
    /// A TCB status is demanded that no Nitro enclave has.
    case nitroTCB = "nitro-tcb"
    /// Nothing says from which source and build the value comes.
    case noProvenance = "no-provenance"
    /// A removal waits as long as everything else, and reaches nothing that runs already.
    case slowRemoval = "slow-removal"

    // what a call does
    /// A call that no contract we know has, or with malformed arguments.
    case unknownCall = "unknown-call"
    /// A call without calldata and without ether: what a mistyped call becomes.
    case emptyCall = "empty-call"
    /// Ether is sent to a function that takes none: the operation will fail.
    case value
    /// Something is given up for ever.
    case irreversible
    /// A contract's code is replaced.
    case upgrade
    /// The ownership is offered to somebody.
    case ownership
    /// A role of the timelock is given or taken.
    case roleChange = "role-change"
    /// The timelock's delay is changed.
    case delayChange = "delay-change"
    /// Owners or threshold of a Safe change, at once.
    case ownerChange = "owner-change"
    /// A module gets or loses power over a Safe.
    case module
    /// A guard decides over a Safe's transactions.
    case transactionGuard = "guard"
    /// Another contract answers for a Safe.
    case fallbackHandler = "fallback-handler"
    /// A transaction of another Safe is approved, or a message signed.
    case approval

    // how a Safe makes it
    /// Foreign code runs as the Safe.
    case delegateCall = "delegate-call"
    /// A batch is not well-formed: on chain zeros or surplus bytes would run.
    case malformedBatch = "malformed-batch"
    /// A record of a batch has the target zero, which some libraries read as the Safe itself.
    case zeroTarget = "zero-target"
    /// Whoever executes gets a refund from the Safe.
    case refund
    /// A failure of the inner call uses up the nonce although the transaction succeeds.
    case innerGas = "inner-gas"
    /// A Safe so old that its owners' signatures hold on every chain.
    case oldSafe = "old-safe"
    /// More calls within calls than are followed.
    case tooDeep = "too-deep"

    // how a timelock makes it
    /// The timelock's delay is below a day.
    case shortDelay = "short-delay"
    /// The delay asked for is below the timelock's own: it will refuse.
    case delayBelowMinimum = "delay-below-minimum"
    /// The same operation was scheduled or done before, or has the salt zero.
    case sameSalt = "same-salt"
    /// The operation waits for another that is not done.
    case predecessor
    /// The owner's function is called without the timelock.
    case directCall = "direct-call"

    // what the chain says
    /// There is no code at a target: the call succeeds and does nothing.
    case noCode = "no-code"
    /// The node serves another chain.
    case foreignChain = "foreign-chain"
    /// The contract's owner is somebody else: the call will be refused.
    case notOwner = "not-owner"
}

/// A lint that an operation shows.
public struct Finding: Hashable, Sendable {
    /// How grave it is.
    public enum Level: String, Hashable, Sendable, Comparable {
        /// Not signed unless it is accepted by name.
        case danger
        /// Probably not what is meant.
        case warning
        /// Worth knowing.
        case notice

        /// The gravest first.
        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .danger: 0
            case .warning: 1
            case .notice: 2
            }
        }
    }

    /// How grave it is.
    public let level: Level
    /// Which lint.
    public let lint: Lint
    /// One sentence with the values at fault.
    public let text: String

    /// A finding.
    public init(_ level: Level, _ lint: Lint, _ text: String) {
        self.level = level
        self.lint = lint
        self.text = text
    }
}
