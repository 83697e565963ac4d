public import Primitives

/// What a log of the history changes.
public enum Change: Hashable, Sendable {
    /// A policy: what may boot, and how strictly.
    case policy(name: String, value: Hash32, isEnabled: Bool)
    /// A contract is offered to a new owner, who has to accept.
    case ownershipOffered(to: Address)
    /// A contract has a new owner.
    case ownershipTransferred(from: Address, to: Address)
    /// A proxy has new code.
    case upgraded(implementation: Address)
    /// An account has a role at a timelock.
    case roleGranted(role: Hash32, account: Address)
    /// An account lost a role at a timelock.
    case roleRevoked(role: Hash32, account: Address)
    /// A role has another role above it.
    case roleAdminChanged(role: Hash32, admin: Hash32)
    /// A timelock's minimum delay, in seconds.
    case delayChanged(from: UInt256, to: UInt256)
    /// One call of an operation waits at a timelock.
    case scheduled(operation: Hash32, target: Address, calldata: Bytes, delay: UInt256)
    /// One call of an operation was done by a timelock.
    case executed(operation: Hash32, target: Address)
    /// An operation was withdrawn.
    case cancelled(operation: Hash32)
    /// A Safe was set up.
    case safeSetUp(owners: [Address], threshold: UInt256, fallbackHandler: Address)
    /// A Safe has a further owner.
    case safeOwnerAdded(Address)
    /// A Safe has an owner less.
    case safeOwnerRemoved(Address)
    /// How many owners of a Safe have to sign.
    case safeThreshold(UInt256)
    /// A contract may act for a Safe without its owners.
    case moduleEnabled(Address)
    /// A contract may no longer act for a Safe.
    case moduleDisabled(Address)
    /// What checks a Safe's transactions; zero for nothing.
    case guardChanged(Address)
    /// What answers a Safe's unknown calls.
    case fallbackHandlerChanged(Address)
    /// A module acted for a Safe.
    case moduleActed(Address)
    /// A Safe's transaction was done, or failed and used up its nonce.
    case safeExecuted(hash: Hash32, succeeded: Bool)
    /// An owner approved a Safe's transaction on chain.
    case hashApproved(hash: Hash32, owner: Address)
    /// The set-up of a contract ran.
    case initialized(version: UInt64)
}

extension Change {
    /// Whether the change decides by itself what may boot.
    public var isPolicy: Bool { if case .policy = self { true } else { false } }

    /// The change's kind in one word; for a policy its name.
    public var kind: String {
        switch self {
        case .policy(let name, _, _): name
        case .ownershipOffered: "ownership-offered"
        case .ownershipTransferred: "ownership-transferred"
        case .upgraded: "upgraded"
        case .roleGranted: "role-granted"
        case .roleRevoked: "role-revoked"
        case .roleAdminChanged: "role-admin-changed"
        case .delayChanged: "delay-changed"
        case .scheduled: "scheduled"
        case .executed: "executed"
        case .cancelled: "cancelled"
        case .safeSetUp: "safe-set-up"
        case .safeOwnerAdded: "safe-owner-added"
        case .safeOwnerRemoved: "safe-owner-removed"
        case .safeThreshold: "safe-threshold"
        case .moduleEnabled: "module-enabled"
        case .moduleDisabled: "module-disabled"
        case .guardChanged: "guard-changed"
        case .fallbackHandlerChanged: "fallback-handler-changed"
        case .moduleActed: "module-acted"
        case .safeExecuted: "safe-executed"
        case .hashApproved: "hash-approved"
        case .initialized: "initialized"
        }
    }

    /// What it is about, in one line: addresses, hashes and numbers in full.
    public var value: String {
        switch self {
        case .policy(_, let value, _): value.hex
        case .ownershipOffered(let owner): owner.checksummed
        case .ownershipTransferred(_, let owner): owner.checksummed
        case .upgraded(let code): code.checksummed
        case .roleGranted(let role, let account), .roleRevoked(let role, let account):
            "\(RoleName.of(role)) \(account.checksummed)"
        case .roleAdminChanged(let role, let admin):
            "\(RoleName.of(role)) under \(RoleName.of(admin))"
        case .delayChanged(let old, let new): "\(new.decimal) s, before \(old.decimal) s"
        case .scheduled(let operation, let target, _, let delay):
            "\(operation.hex) calls \(target.checksummed) after \(delay.decimal) s"
        case .executed(let operation, let target):
            "\(operation.hex) called \(target.checksummed)"
        case .cancelled(let operation): operation.hex
        case .safeSetUp(let owners, let threshold, _):
            "\(threshold.decimal) of " + owners.map(\.checksummed).joined(separator: " ")
        case .safeThreshold(let threshold): threshold.decimal
        case .safeOwnerAdded(let address), .safeOwnerRemoved(let address),
            .moduleEnabled(let address), .moduleDisabled(let address),
            .guardChanged(let address), .fallbackHandlerChanged(let address),
            .moduleActed(let address):
            address.checksummed
        case .safeExecuted(let hash, let succeeded): hash.hex + (succeeded ? "" : " (failed)")
        case .hashApproved(let hash, let owner): "\(hash.hex) by \(owner.checksummed)"
        case .initialized(let version): "\(version)"
        }
    }

    /// Whether something is in force after the change that was not before; false where it ended.
    public var isEnabled: Bool {
        switch self {
        case .policy(_, _, let isEnabled): isEnabled
        case .roleRevoked, .cancelled, .safeOwnerRemoved, .moduleDisabled: false
        case .safeExecuted(_, let succeeded): succeeded
        default: true
        }
    }
}
