import COpenSSL
package import Primitives

/// RIPEMD-160 over SHA-256, by which BIP-32 names a parent key. No security rests on it.
package enum Hash160 {
    /// The 20 bytes of the hash.
    package static func hash(_ bytes: Bytes) -> Bytes {
        let inner = SHA256.hash(bytes)
        return unsafe Bytes(count: 20) { target in
            unsafe inner.withUnsafeBytes { source in
                unsafe copenssl_ripemd160(
                    source.assumingMemoryBound(to: UInt8.self).baseAddress, source.count,
                    target.assumingMemoryBound(to: UInt8.self).baseAddress)
            }
        }
    }
}
