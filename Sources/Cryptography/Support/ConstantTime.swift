import COpenSSL
public import Primitives

/// Comparison whose time does not depend on where two values differ.
public enum ConstantTime {
    /// Whether the bytes are equal. Only the lengths, which are no secret, may end it early.
    public static func equal(_ left: RawSpan, _ right: RawSpan) -> Bool {
        guard left.byteCount == right.byteCount else { return false }
        guard left.byteCount > 0 else { return true }
        return unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in
                unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
            }
        }
    }

    /// Whether the bytes are equal.
    public static func equal(_ left: Bytes, _ right: Bytes) -> Bool {
        left.withSpan { left in right.withSpan { right in equal(left, right) } }
    }

    /// Whether the hashes are equal.
    public static func equal(_ left: Hash32, _ right: Hash32) -> Bool {
        unsafe left.withUnsafeBytes { left in
            unsafe right.withUnsafeBytes { right in unsafe equal(left.bytes, right.bytes) }
        }
    }
}
