import Codec
public import Primitives

/// The domain of what a Safe's owners sign (EIP-712): the chain and the Safe, hashed once.
///
/// The version is an input: before 1.3.0 the domain does not name the chain, so a signature holds on
/// every chain where the Safe exists. The version at the time of signing counts.
public struct SafeDomain: Hashable, Sendable {
    /// `EIP712Domain(uint256 chainId,address verifyingContract)`, from 1.3.0 on.
    public static let typeHash = Hash32(
        literal: 0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218)
    /// `EIP712Domain(address verifyingContract)`, before.
    public static let typeHashWithoutChainID = Hash32(
        literal: 0x035aff83d86937d35b32e04f0ddc6ff469290eef2f1b692d8a815c89404d4749)

    /// The hash of the domain, which wallets show as the domain hash.
    public let separator: Hash32
    /// The version, which also decides what fields are called.
    public let version: SafeVersion

    /// The domain of a Safe.
    public init(chainID: ChainID, safe: Address, version: SafeVersion) {
        self.version = version
        separator =
            version.bindsChainID
            ? EIP712.hash([SafeDomain.typeHash, Hash32(chainID.number), safe.word])
            : EIP712.hash([SafeDomain.typeHashWithoutChainID, safe.word])
    }
}

/// The three hashes that a hardware wallet shows, or lets the signer recompute.
public struct SafeHashes: Hashable, Sendable {
    /// The hash of the domain.
    public let domainHash: Hash32
    /// The hash of the struct that is signed.
    public let messageHash: Hash32
    /// What owners sign: the hash of both.
    public let digest: Hash32

    init(domain: SafeDomain, messageHash: Hash32) {
        domainHash = domain.separator
        self.messageHash = messageHash
        digest = EIP712.digest(domainSeparator: domain.separator, structHash: messageHash)
    }
}
