import COpenSSL

/// Wiping, for the owners of secrets in `Signing`.
package enum SecretMemory {
    /// Zeroes `memory` in a way that the compiler does not leave out.
    package static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
    }
}
