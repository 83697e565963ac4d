import COpenSSL

/// The SHA-256 of a credential. The credential itself is not kept, and digests compare in constant
/// time, so that neither a dump nor a clock tells how much of a guess was right.
@safe
public struct CredentialDigest: Sendable, CustomStringConvertible {
    private static let byteCount = 32
    private let bytes: [UInt8]

    /// Hashes a credential; nil when OpenSSL cannot.
    public init?(of credential: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Self.byteCount)
        var length: UInt32 = 0
        let result = unsafe EVP_Digest(
            credential, credential.count, &digest, &length, EVP_sha256(), nil)
        guard result == 1, length == UInt32(Self.byteCount) else { return nil }
        bytes = digest
    }

    /// A digest that was made elsewhere; nil unless it has 32 bytes.
    public init?(sha256 digest: [UInt8]) {
        guard digest.count == Self.byteCount else { return nil }
        bytes = digest
    }

    /// Whether both are digests of the same credential, found in constant time.
    public func matches(_ other: CredentialDigest) -> Bool {
        unsafe CRYPTO_memcmp(bytes, other.bytes, Self.byteCount) == 0
    }

    /// Whether this digest is among the given ones; looks at each of them.
    public func matches(anyOf digests: [CredentialDigest]) -> Bool {
        digests.reduce(false) { found, digest in digest.matches(self) || found }
    }

    /// Names the type only.
    public var description: String { "CredentialDigest(redacted)" }
}

extension CredentialDigest: CustomDebugStringConvertible, CustomReflectable {
    /// Names the type only.
    public var debugDescription: String { description }

    /// Shows no member, so that a dump tells nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
