import Primitives
import Signing

/// Secrets of tests, which are none.
enum Secrets {
    /// A secret of these bytes.
    static func of(_ bytes: Bytes) throws -> SecretBytes {
        try bytes.withSpan { span in try SecretBytes(copying: span) }
    }

    /// The digits of a secret.
    static func hex(_ secret: borrowing SecretBytes) -> String {
        secret.withSpan { span in
            unsafe span.withUnsafeBytes { raw in unsafe Bytes([UInt8](raw)).hex }
        }
    }
}
