public import Contracts
public import Primitives

/// One call of a transaction, with the calls that it makes in turn as far as calldata tells.
public struct CallNode: Hashable, Sendable {
    /// What a call does to calls within it.
    public enum Role: Hashable, Sendable {
        /// It makes no call that its calldata names: an effect.
        case leaf
        /// A Safe executes a transaction.
        case safeTransaction
        /// A library makes the calls of a batch; the version decides what the target zero means.
        case batch(version: SafeVersion?)
        /// A timelock is to make the calls after a delay.
        case schedule(id: Hash32, delay: UInt256, predecessor: Hash32, salt: Hash32)
        /// A timelock makes calls that were scheduled.
        case execute(id: Hash32, predecessor: Hash32)
        /// A proxy changes its code and calls the new one.
        case upgrade
    }

    /// Why the calls within a call are not, or not all, shown.
    public enum Fault: Hashable, Sendable {
        /// The records of a batch are not well-formed; on chain zeros or surplus bytes would run.
        case batch(MultiSendError)
        /// Deeper than ``CallTree/deepest`` or more calls than ``CallTree/mostCalls``.
        case limit
        /// Lists of different lengths: the timelock will refuse.
        case lengths
    }

    /// Who makes the call; nil when that is not known.
    public let caller: Address?
    /// The account that is called, or whose code runs as the caller.
    public let target: Address
    /// Wei sent along.
    public let value: Wei
    /// The calldata.
    public let data: Bytes
    /// Whether the target's code runs as itself or as the caller.
    public let operation: SafeOperation
    /// The function and its arguments.
    public let meaning: CallMeaning
    /// What it does to the calls within.
    public let role: Role
    /// The calls within, in order.
    public let children: [CallNode]
    /// Why calls within are missing; nil when none are.
    public let fault: Fault?

    /// The calls that call nothing further, in order.
    public var leaves: [CallNode] {
        children.isEmpty ? [self] : children.flatMap(\.leaves)
    }

    /// This call and all calls within, each before those within it.
    public var all: [CallNode] { [self] + children.flatMap(\.all) }

    /// Whether the call happens only after a timelock's delay.
    var isSchedule: Bool { if case .schedule = role { true } else { false } }
}
