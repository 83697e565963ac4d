import Cryptography
public import Primitives

/// How a guest's instance gets its id, and an image its hash.
public enum GuestIdentifiers {
    /// The instance id: the first 20 bytes of SHA-256 of a seed, the app id and, where a TPM's key
    /// binds it to the platform, the hash of that key's public area; empty for none.
    public static func instanceID(seed: Bytes, appID: Bytes, platformBinding: Bytes) -> Bytes {
        let binding = platformBinding.isEmpty ? Bytes() : SHA256.hash(platformBinding).bytes
        return SHA256.hash(Bytes.joining([seed, appID, binding])).bytes.slice(0..<20)
    }

    /// The OS image's hash on all platforms but Nitro enclaves: SHA-256 of the image's sha256sum.txt.
    public static func osImageHash(checksums: Bytes) -> Hash32 { SHA256.hash(checksums) }
}
