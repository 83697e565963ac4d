import Codec
public import Primitives

/// Safe's canonical contracts: the addresses at which a version was deployed on most chains, and the
/// hashes of the code there (safe-deployments).
///
/// A Safe is trusted by these: the proxy's code hash, its first slot, the singleton's code hash.
public struct SafeDeployment: Hashable, Sendable {
    /// One contract of a version.
    public enum Contract: String, CaseIterable, Hashable, Sendable {
        /// The singleton without events of transactions.
        case safe = "Safe"
        /// The singleton that emits every transaction.
        case safeL2 = "SafeL2"
        /// The factory of proxies.
        case proxyFactory = "SafeProxyFactory"
        /// The usual fallback handler.
        case fallbackHandler = "CompatibilityFallbackHandler"
        /// A fallback handler that can be extended (1.5.0).
        case extensibleFallbackHandler = "ExtensibleFallbackHandler"
        /// A fallback handler that only takes tokens (1.5.0).
        case tokenCallbackHandler = "TokenCallbackHandler"
        /// Batches with calls and delegatecalls.
        case multiSend = "MultiSend"
        /// Batches of calls.
        case multiSendCallOnly = "MultiSendCallOnly"
        /// Signs messages on chain, by delegatecall.
        case signMessageLib = "SignMessageLib"
        /// Deploys contracts, by delegatecall.
        case createCall = "CreateCall"
        /// Simulates, by delegatecall.
        case simulateTxAccessor = "SimulateTxAccessor"
        /// Changes the singleton, by delegatecall.
        case migration = "SafeMigration"
        /// Changes the singleton to SafeL2, by delegatecall (1.4.1).
        case toL2Migration = "SafeToL2Migration"
        /// Changes the singleton to SafeL2 while a Safe is set up.
        case toL2Setup = "SafeToL2Setup"
    }

    /// The contract.
    public let contract: Contract
    /// The version.
    public let version: SafeVersion
    /// The address.
    public let address: Address
    /// The hash of the code; nil where it is not listed.
    public let codeHash: Hash32?
    /// Whether it is the variant of 1.3.0 for chains that refuse deployments without a chain id.
    public let isForProtectedChains: Bool

    /// The deployments at an address: one, or none for a contract that is not Safe's.
    public static func at(_ address: Address) -> SafeDeployment? { byAddress[address] }

    /// The deployments with a code hash; several for contracts that did not change.
    public static func all(withCodeHash hash: Hash32) -> [SafeDeployment] {
        all.filter { $0.codeHash == hash }
    }

    /// The deployment of a contract in a version, canonical rather than for protected chains.
    public static func of(_ contract: Contract, _ version: SafeVersion) -> SafeDeployment? {
        all.first { $0.contract == contract && $0.version == version }
    }

    /// All that are known.
    public static let all = canonical + protected

    private static let byAddress = Dictionary(
        all.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
}

/// The hashes of the code of a Safe's proxy and of its factory's creation code.
public struct SafeProxyCode: Hashable, Sendable {
    /// The version of the factory.
    public let version: SafeVersion
    /// The hash of the code of a proxy.
    public let codeHash: Hash32
    /// The hash of `proxyCreationCode()`.
    public let creationCodeHash: Hash32

    /// All that are known.
    public static let all = [
        SafeProxyCode(
            version: .v130,
            codeHash: Hash32(
                literal: 0xb89c1b3bdf2cf8827818646bce9a8f6e372885f8c55e5c07acbd307cb133b000),
            creationCodeHash: Hash32(
                literal: 0x44425997c3cd3b9f0cd37ae80e154b1bfc14d921d252ee5368c53f1ccb5c932b)),
        SafeProxyCode(
            version: .v141,
            codeHash: Hash32(
                literal: 0xd7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c),
            creationCodeHash: Hash32(
                literal: 0x1856e0ee08399d74e0ea0b03adca210aeade6f748969ac023cdcb4dd62dcaf5f)),
        SafeProxyCode(
            version: .v150,
            codeHash: Hash32(
                literal: 0x4e381985ca68b3e5d27b4425fa581c19cf33146d3f887a3cfca96f55528ea46f),
            creationCodeHash: Hash32(
                literal: 0x941b3e88811b2f33b8e26783c7407d2e978404581a21c9f07abf2cad9cb87e12)),
    ]
}
