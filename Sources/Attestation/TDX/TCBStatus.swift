/// Intel's word on a platform's patches, in its spelling.
public enum TCBStatus: String, Hashable, Sendable, CaseIterable {
    /// Everything is installed.
    case upToDate = "UpToDate"
    /// Software must avoid what the hardware leaks.
    case hardeningNeeded = "SWHardeningNeeded"
    /// The platform's settings leave a hole.
    case configurationNeeded = "ConfigurationNeeded"
    /// Both of these.
    case configurationAndHardeningNeeded = "ConfigurationAndSWHardeningNeeded"
    /// Patches are missing.
    case outOfDate = "OutOfDate"
    /// Patches are missing, and settings leave a hole.
    case outOfDateConfigurationNeeded = "OutOfDateConfigurationNeeded"
    /// Not to be trusted any more.
    case revoked = "Revoked"

    /// The status of a platform together with that of its TDX module or quoting enclave, which is
    /// up to date, out of date or revoked (Intel, "Appraisal of TDX quotes": converge).
    func together(with part: TCBStatus) -> TCBStatus {
        if part == .revoked || self == .revoked { return .revoked }
        guard part != .upToDate else { return self }
        switch self {
        case .upToDate, .hardeningNeeded, .outOfDate: return .outOfDate
        case .configurationNeeded, .configurationAndHardeningNeeded,
            .outOfDateConfigurationNeeded:
            return .outOfDateConfigurationNeeded
        case .revoked: return .revoked
        }
    }
}
