public import Primitives

/// Who holds which role of a contract with OpenZeppelin's AccessControl, folded from its events:
/// the contract itself cannot list them.
public struct RoleHolders: Hashable, Sendable {
    private var members: [Hash32: Set<Address>] = [:]

    /// Nobody holds anything.
    public init() {}

    /// Notes that `account` got `role`.
    public mutating func grant(_ role: Hash32, to account: Address) {
        members[role, default: []].insert(account)
    }

    /// Notes that `account` lost `role`.
    public mutating func revoke(_ role: Hash32, of account: Address) {
        members[role]?.remove(account)
    }

    /// The accounts with the role, in ascending order.
    public func holders(of role: Hash32) -> [Address] {
        (members[role] ?? []).sorted()
    }

    /// The roles that somebody holds, in ascending order.
    public var roles: [Hash32] {
        members.filter { !$0.value.isEmpty }.keys.sorted()
    }
}
