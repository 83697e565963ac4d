public import Primitives

/// A contract whose history is kept, and why.
public struct Subject: Hashable, Sendable {
    /// What the contract is to the deployment.
    public enum Role: String, CaseIterable, Hashable, Sendable {
        /// DstackKms.
        case kms
        /// A DstackApp.
        case app
        /// The code behind a proxy.
        case implementation
        /// What owns the KMS or an app: usually a timelock.
        case owner
        /// What proposes to, cancels at or executes at an owner: usually a Safe.
        case proposer
    }

    /// The contract.
    public let address: Address
    /// What it is.
    public let role: Role
    /// The block whose log named it; the deployment's first for those that were given.
    public let found: BlockNumber
    /// Whether the auditor named it, and no log had to.
    public let isGiven: Bool

    /// A contract.
    public init(address: Address, role: Role, found: BlockNumber, isGiven: Bool = false) {
        self.address = address
        self.role = role
        self.found = found
        self.isGiven = isGiven
    }

    /// Whether this is what to say of the contract rather than `other`: what the auditor said, then
    /// the earlier log, then the role that comes first in the alphabet. The choice must not depend
    /// on the order in which logs are found.
    func precedes(_ other: Subject) -> Bool {
        if isGiven != other.isGiven { return isGiven }
        if found != other.found { return found < other.found }
        return role.rawValue < other.role.rawValue
    }
}
