import Codec
public import Primitives

extension TimelockController {
    /// May announce operations.
    public static let proposerRole = Hash32(
        literal: 0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1)
    /// May execute operations; everybody may when address zero has it.
    public static let executorRole = Hash32(
        literal: 0xd8aa0f3194971a2a116679f7c2090f6939c8d4e01a2a8d7e41d55e5351469e63)
    /// May withdraw operations (from 4.6 on; before, proposers may).
    public static let cancellerRole = Hash32(
        literal: 0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783)
    /// May grant and revoke the roles (3.3 to 4.9).
    public static let timelockAdminRole = Hash32(
        literal: 0x5f58e3a2316349923ce3780f8d587db2d72378aed66a8261c916544fa6846ca5)
    /// May grant and revoke the roles (from 5.0 on).
    public static let defaultAdminRole = Hash32.zero

    /// The name of a role; nil for one that the timelock does not define.
    public static func roleName(_ role: Hash32) -> String? {
        switch role {
        case proposerRole: "PROPOSER_ROLE"
        case executorRole: "EXECUTOR_ROLE"
        case cancellerRole: "CANCELLER_ROLE"
        case timelockAdminRole: "TIMELOCK_ADMIN_ROLE"
        case defaultAdminRole: "DEFAULT_ADMIN_ROLE"
        default: nil
        }
    }
}
