import COpenSSL
public import Primitives

/// HMAC (RFC 2104) over a hash of SHA-2.
///
/// Its state depends on the key: ``finish(into:)`` wipes it.
public struct HMAC<Hash: HashFunction>: Sendable {
    private var inner = Hash()
    private var outer = Hash()

    /// A code under `key`, of any length.
    public init(key: RawSpan) {
        unsafe withUnsafeTemporaryAllocation(
            byteCount: Hash.blockByteCount, alignment: 16
        ) { block in
            unsafe block.initializeMemory(as: UInt8.self, repeating: 0)
            if key.byteCount > Hash.blockByteCount {
                var hash = Hash()
                hash.update(key)
                var span = unsafe block.mutableBytes
                hash.finish(into: &span)
                hash.wipe()
            } else {
                unsafe key.withUnsafeBytes { source in unsafe block.copyMemory(from: source) }
            }
            for index in 0..<block.count { unsafe block[index] ^= 0x36 }
            unsafe inner.update(UnsafeRawBufferPointer(block).bytes)
            for index in 0..<block.count { unsafe block[index] ^= 0x36 ^ 0x5c }
            unsafe outer.update(UnsafeRawBufferPointer(block).bytes)
            unsafe OPENSSL_cleanse(block.baseAddress, block.count)
        }
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: RawSpan) {
        inner.update(bytes)
    }

    /// Writes the code of the message, as much of it as `target` has room for, and wipes the state.
    public mutating func finish(into target: inout MutableRawSpan) {
        unsafe withUnsafeTemporaryAllocation(byteCount: Hash.byteCount, alignment: 16) { hash in
            var span = unsafe hash.mutableBytes
            inner.finish(into: &span)
            unsafe outer.update(UnsafeRawBufferPointer(hash).bytes)
            unsafe OPENSSL_cleanse(hash.baseAddress, hash.count)
        }
        outer.finish(into: &target)
        inner.wipe()
        outer.wipe()
    }

    /// The code of `message` under `key`.
    public static func code(of message: Bytes, key: Bytes) -> Bytes {
        unsafe Bytes(count: Hash.byteCount) { target in
            var span = unsafe target.mutableBytes
            var code = key.withSpan { key in HMAC(key: key) }
            message.withSpan { message in code.update(message) }
            code.finish(into: &span)
        }
    }
}
