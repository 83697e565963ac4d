import Codec

/// ERC-1967: where proxies keep their implementation, and what they say when it changes.
public enum ERC1967 {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            ERC1967InvalidImplementation.id.declaration,
            ERC1967NonPayable.id.declaration,
        ]
        + [
            Upgraded.id,
            AdminChanged.id,
            BeaconUpgraded.id,
        ].flatMap(\.declarations)
}
