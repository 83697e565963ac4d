import Codec
public import Primitives

extension SafeProxyFactory {
    /// The salt of CREATE2 that a factory uses.
    ///
    /// - Parameters:
    ///   - initializer: The calldata of the set-up; empty calldata is hashed all the same.
    ///   - saltNonce: Makes equal set-ups differ.
    ///   - chainID: The chain, where the method is chain specific; nil for the others.
    /// - Returns: The hash of the initializer's hash, the nonce and, if given, the chain id.
    public static func salt(
        initializer: Bytes, saltNonce: UInt256, chainID: ChainID? = nil
    ) -> Hash32 {
        let hash = Keccak256.hash(initializer)
        guard let chainID else { return EIP712.hash([hash, Hash32(saltNonce)]) }
        return EIP712.hash([hash, Hash32(saltNonce), Hash32(chainID.number)])
    }

    /// The hash of a proxy's init code.
    ///
    /// - Parameters:
    ///   - proxyCreationCode: What the factory's `proxyCreationCode()` returns.
    ///   - singleton: The code behind the proxy.
    /// - Returns: The hash of the code and the padded address.
    public static func initCodeHash(proxyCreationCode: Bytes, singleton: Address) -> Hash32 {
        Keccak256.hash(proxyCreationCode + singleton.word.bytes)
    }
}
