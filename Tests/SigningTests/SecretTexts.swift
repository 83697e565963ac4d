import Primitives
import Signing

/// Secrets of tests, which are public: from texts and bytes, and back.
extension SecretBytes {
    /// The UTF-8 of `text`.
    static func test(_ text: String) throws -> SecretBytes { try test(Bytes(utf8: text)) }

    /// The same bytes.
    static func test(_ bytes: Bytes) throws -> SecretBytes {
        try bytes.withSpan { span throws(SecretError) in try SecretBytes(copying: span) }
    }

    /// The bytes, which nobody but a test takes out.
    var exposed: Bytes {
        withSpan { span in unsafe span.withUnsafeBytes { raw in unsafe Bytes([UInt8](raw)) } }
    }
}

extension PrivateKey {
    /// The key of 32 bytes in hex.
    static func test(_ hex: String) throws -> PrivateKey {
        try PrivateKey(SecretBytes.test(Bytes(hex: hex)))
    }
}
