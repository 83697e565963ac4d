public import Primitives

extension PrivateKey {
    /// `count` bytes that HKDF-SHA-256 (RFC 5869) makes of the key's 32 bytes.
    ///
    /// - Throws: ``SecretDerivationError``.
    public borrowing func derived(
        _ count: Int, salt: Bytes, info: Bytes
    ) throws(SecretDerivationError) -> SecretBytes {
        try secret.derived(count, salt: salt, info: info)
    }

    /// A copy of the key's 32 bytes, big-endian, for who hands the key over.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func copiedBytes() throws(SecretError) -> SecretBytes {
        try secret.slice(0..<PrivateKey.byteCount)
    }
}
