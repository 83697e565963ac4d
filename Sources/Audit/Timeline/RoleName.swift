import Contracts
public import Primitives

/// What a timelock's roles are called.
public enum RoleName {
    /// The role's name, or its id in hex where it is none of a timelock's.
    public static func of(_ role: Hash32) -> String {
        switch role {
        case TimelockController.proposerRole: "proposer"
        case TimelockController.executorRole: "executor"
        case TimelockController.cancellerRole: "canceller"
        case TimelockController.timelockAdminRole: "timelock admin"
        case TimelockController.defaultAdminRole: "admin"
        default: role.hex
        }
    }
}
