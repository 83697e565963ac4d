import Codec

/// OpenZeppelin's AccessControl: roles, and roles that administer them.
public enum AccessControl {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            HasRole.id.declaration,
            GetRoleAdmin.id.declaration,
            GrantRole.id.declaration,
            RevokeRole.id.declaration,
            RenounceRole.id.declaration,
            AccessControlUnauthorizedAccount.id.declaration,
            AccessControlBadConfirmation.id.declaration,
        ]
        + [
            RoleGranted.id,
            RoleRevoked.id,
            RoleAdminChanged.id,
        ].flatMap(\.declarations)
}
