import Cryptography
import Primitives
public import Signing

/// The keys that leave: disk key, environment key, the app's key of secp256k1 and the root's
/// signature on it, 161 bytes in this order.
public struct ReleasedKeys: ~Copyable, Sendable {
    /// One of the parts.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// The instance's disk key.
        case disk
        /// The secret that opens the app's encrypted environment.
        case environment = "env"
        /// The app's key of secp256k1.
        case signer = "k256"
        /// The root's signature on the app's key: r, s and the recovery id; no secret.
        case signature

        var range: Range<Int> {
            switch self {
            case .disk: 0..<32
            case .environment: 32..<64
            case .signer: 64..<96
            case .signature: 96..<161
            }
        }
    }

    /// The number of bytes of all parts.
    public static let byteCount = 161

    /// All parts.
    public let bytes: SecretBytes

    /// The keys of an app's instance.
    ///
    /// - Throws: ``/Signing/SecretError/noMemory(bytes:)``.
    public init(_ keys: borrowing AppKeys) throws(SecretError) {
        let signer = try keys.signer.copiedBytes()
        let tail = try signer.surrounded(by: Bytes(), and: keys.signerSignature.recoverableBytes)
        bytes = try keys.diskKey.followed(by: keys.environmentKey).followed(by: tail)
    }

    /// The keys that were opened; nil for another number of bytes.
    public init?(_ bytes: consuming SecretBytes) {
        guard bytes.count == ReleasedKeys.byteCount else { return nil }
        self.bytes = bytes
    }

    /// One part.
    ///
    /// - Throws: ``/Signing/SecretError/noMemory(bytes:)``.
    public borrowing func part(_ part: Part) throws(SecretError) -> SecretBytes {
        try bytes.slice(part.range)
    }
}
