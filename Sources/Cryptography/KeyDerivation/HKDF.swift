import COpenSSL
public import Primitives

/// HKDF (RFC 5869): a key of any length from a key and a context.
public enum HKDF<Hash: HashFunction> {
    /// The most bytes that one derivation gives.
    public static var mostBytes: Int { 255 * Hash.byteCount }

    /// Fills `target` with the key derived: extract, then expand.
    ///
    /// - Parameters:
    ///   - target: Where the key goes; its length is the key's.
    ///   - inputKey: The key to derive from.
    ///   - salt: The salt; none counts as zeros (section 2.2).
    ///   - info: The context.
    /// - Throws: ``KeyDerivationError/tooLong(asked:most:)``.
    @_lifetime(target: copy target)
    public static func derive(
        into target: inout MutableRawSpan, from inputKey: RawSpan, salt: RawSpan, info: RawSpan
    ) throws(KeyDerivationError) {
        guard target.byteCount <= mostBytes else {
            throw .tooLong(asked: target.byteCount, most: mostBytes)
        }
        unsafe withUnsafeTemporaryAllocation(byteCount: Hash.byteCount, alignment: 16) { prk in
            var span = unsafe prk.mutableBytes
            var extract = HMAC<Hash>(key: salt)
            extract.update(inputKey)
            extract.finish(into: &span)
            unsafe expand(UnsafeRawBufferPointer(prk).bytes, info: info, into: &target)
            unsafe OPENSSL_cleanse(prk.baseAddress, prk.count)
        }
    }

    /// The second half (section 2.3): T(n) = HMAC(PRK, T(n-1) ‖ info ‖ n).
    @_lifetime(target: copy target)
    private static func expand(
        _ prk: RawSpan, info: RawSpan, into target: inout MutableRawSpan
    ) {
        unsafe withUnsafeTemporaryAllocation(byteCount: Hash.byteCount, alignment: 16) { block in
            unsafe target.withUnsafeMutableBytes { target in
                var offset = 0
                var counter: UInt8 = 1
                while offset < target.count {
                    var code = HMAC<Hash>(key: prk)
                    if offset > 0 { unsafe code.update(UnsafeRawBufferPointer(block).bytes) }
                    code.update(info)
                    unsafe withUnsafeBytes(of: counter) { raw in unsafe code.update(raw.bytes) }
                    var span = unsafe block.mutableBytes
                    code.finish(into: &span)
                    let count = min(Hash.byteCount, target.count - offset)
                    let place = unsafe target[offset..<(offset + count)]
                    let part = unsafe UnsafeRawBufferPointer(rebasing: block[..<count])
                    unsafe UnsafeMutableRawBufferPointer(rebasing: place).copyMemory(from: part)
                    offset += count
                    counter &+= 1
                }
            }
            unsafe OPENSSL_cleanse(block.baseAddress, block.count)
        }
    }

    /// `count` bytes of key, where neither it nor what it comes from is a secret of this process.
    ///
    /// - Throws: ``KeyDerivationError/tooLong(asked:most:)``.
    public static func derive(
        _ count: Int, from inputKey: Bytes, salt: Bytes, info: Bytes
    ) throws(KeyDerivationError) -> Bytes {
        guard count >= 0 else { throw .parameter(name: "length", value: count) }
        guard count <= mostBytes else { throw .tooLong(asked: count, most: mostBytes) }
        return try unsafe Bytes(count: count) { target throws(KeyDerivationError) in
            var span = unsafe target.mutableBytes
            try inputKey.withSpan { inputKey throws(KeyDerivationError) in
                try salt.withSpan { salt throws(KeyDerivationError) in
                    try info.withSpan { info throws(KeyDerivationError) in
                        try derive(into: &span, from: inputKey, salt: salt, info: info)
                    }
                }
            }
        }
    }
}
