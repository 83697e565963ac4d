import Codec

/// SafeProxyFactory: deploys Safes at predictable addresses.
public enum SafeProxyFactory {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            CreateProxyWithNonce.id.declaration,
            CreateChainSpecificProxyWithNonce.id.declaration,
            CreateProxyWithNonceL2.id.declaration,
            CreateChainSpecificProxyWithNonceL2.id.declaration,
            ProxyCreationCode.id.declaration,
        ]
        + [
            ProxyCreation.id,
            ProxyCreationL2.id,
            ChainSpecificProxyCreationL2.id,
        ].flatMap(\.declarations)
}
