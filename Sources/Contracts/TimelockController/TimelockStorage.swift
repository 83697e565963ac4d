public import Primitives

/// Where a TimelockController keeps its state.
public struct TimelockStorage: Hashable, Sendable {
    /// The mapping of roles.
    public let roles: Hash32
    /// The mapping of operations to timestamps.
    public let timestamps: Hash32
    /// The minimum delay.
    public let minDelay: Hash32

    /// A layout of your own: a Vyper timelock's follows the contract that imports it.
    public init(roles: Hash32, timestamps: Hash32, minDelay: Hash32) {
        self.roles = roles
        self.timestamps = timestamps
        self.minDelay = minDelay
    }

    /// OpenZeppelin's contract, not upgradeable.
    public static let plain = TimelockStorage(
        roles: StorageSlot.number(0), timestamps: StorageSlot.number(1),
        minDelay: StorageSlot.number(2))

    /// OpenZeppelin's upgradeable contract, 5.x.
    public static let upgradeable = TimelockStorage(
        roles: OpenZeppelinStorage.accessControl,
        timestamps: OpenZeppelinStorage.timelockController,
        minDelay: StorageSlot.following(OpenZeppelinStorage.timelockController, by: 1))

    /// Where it says whether an account has a role.
    public func hasRole(_ role: Hash32, _ account: Address) -> Hash32 {
        StorageSlot.element(account, of: StorageSlot.element(role, of: roles))
    }

    /// Where it says which role administers a role.
    public func roleAdmin(_ role: Hash32) -> Hash32 {
        StorageSlot.following(StorageSlot.element(role, of: roles), by: 1)
    }

    /// Where the timestamp of an operation is.
    public func timestamp(_ operation: Hash32) -> Hash32 {
        StorageSlot.element(operation, of: timestamps)
    }
}
