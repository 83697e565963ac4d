import Codec

/// UUPS: proxies whose code replaces itself (ERC-1822, OpenZeppelin 5).
public enum UUPS {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            UpgradeToAndCall.id.declaration,
            ProxiableUUID.id.declaration,
            UpgradeInterfaceVersion.id.declaration,
            UUPSUnauthorizedCallContext.id.declaration,
            UUPSUnsupportedProxiableUUID.id.declaration,
        ]
}
