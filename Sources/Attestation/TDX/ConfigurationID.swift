public import Primitives

/// The 48 bytes of `mr_config_id` with which a TDX host binds a TD to an app (dstack-types,
/// `mr_config`).
public enum ConfigurationID {
    /// Who provides the disk's keys, by dstack's numbers.
    public enum KeyProvider: UInt8, Hashable, Sendable, CaseIterable {
        /// Nobody: the disk is not encrypted, or its key is ephemeral.
        case none = 0
        /// The SGX key provider of the host.
        case local = 1
        /// A KMS.
        case kms = 2
        /// A TPM.
        case tpm = 3
    }

    /// Version 1: 01, the compose hash, 15 zeros.
    public static func version1(composeHash: Hash32) -> Bytes {
        padded(1, composeHash)
    }

    /// Version 2: 02, Keccak-256 of compose hash, app id, kind and id of the key provider, 15 zeros.
    public static func version2(
        composeHash: Hash32, appID: Address, provider: KeyProvider, providerID: Bytes
    ) -> Bytes {
        let parts = [composeHash.bytes, appID.bytes, Bytes([provider.rawValue]), providerID]
        return padded(2, Keccak256.hash(Bytes.joining(parts)))
    }

    private static func padded(_ version: UInt8, _ hash: Hash32) -> Bytes {
        Bytes.joining([Bytes([version]), hash.bytes, Bytes([UInt8](repeating: 0, count: 15))])
    }
}
