public import Contracts
public import Primitives

/// What a node says about an operation, as far as it was asked. What is missing is not judged.
public struct ChainFacts: Hashable, Sendable {
    /// The chain that the node serves.
    public var chainID: ChainID?
    /// The targets without code.
    public var codeless: Set<Address> = []
    /// The owners of the targets that have one.
    public var owners: [Address: Address] = [:]
    /// Who may accept the ownership of the targets that have an owner.
    public var pendingOwners: [Address: Address] = [:]
    /// The delay of each timelock.
    public var minimumDelays: [Address: UInt256] = [:]
    /// Where operations stand, by timelock and id.
    public var standings: [OperationKey: OperationState] = [:]

    /// Nothing asked.
    public init() {}
}

/// An operation's id is the same on every timelock; this names one of them.
public struct OperationKey: Hashable, Sendable {
    /// The timelock.
    public let timelock: Address
    /// The operation's id.
    public let id: Hash32

    /// The operation `id` of `timelock`.
    public init(timelock: Address, id: Hash32) {
        self.timelock = timelock
        self.id = id
    }
}
