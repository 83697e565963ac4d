public import Cryptography
public import Primitives

extension SecretBytes {
    /// `count` bytes that HKDF-SHA-256 (RFC 5869) makes of this secret.
    ///
    /// - Parameters:
    ///   - count: How many bytes, at most 8160.
    ///   - salt: The salt.
    ///   - info: The context.
    /// - Returns: The derived secret.
    /// - Throws: ``SecretDerivationError``.
    public borrowing func derived(
        _ count: Int, salt: Bytes, info: Bytes
    ) throws(SecretDerivationError) -> SecretBytes {
        guard (0...HKDF<SHA256>.mostBytes).contains(count) else {
            throw .derivation(.tooLong(asked: count, most: HKDF<SHA256>.mostBytes))
        }
        var target: SecretBytes
        do throws(SecretError) { target = try SecretBytes(count: count) } catch {
            throw .memory(error)
        }
        do throws(KeyDerivationError) {
            try target.write { target throws(KeyDerivationError) in
                try withSpan { key throws(KeyDerivationError) in
                    try salt.withSpan { salt throws(KeyDerivationError) in
                        try info.withSpan { info throws(KeyDerivationError) in
                            try HKDF<SHA256>.derive(
                                into: &target, from: key, salt: salt, info: info)
                        }
                    }
                }
            }
        } catch {
            throw .derivation(error)
        }
        return target
    }

    /// SHA-256 of the secret, as a secret.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func sha256() throws(SecretError) -> SecretBytes {
        var target = try SecretBytes(count: SHA256.byteCount)
        var hash = SHA256()
        withSpan { span in hash.update(span) }
        target.write { span in hash.finish(into: &span) }
        hash.wipe()
        return target
    }

    /// The secrets of `parts`, whose bytes are no secret, around this one.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func surrounded(
        by prefix: Bytes, and suffix: Bytes
    ) throws(SecretError) -> SecretBytes {
        var joined = try SecretBytes(count: prefix.count + count + suffix.count)
        joined.write { target in
            prefix.withSpan { span in SecretBytes.copy(span, to: &target, at: 0) }
            withSpan { span in SecretBytes.copy(span, to: &target, at: prefix.count) }
            suffix.withSpan { span in
                SecretBytes.copy(span, to: &target, at: prefix.count + count)
            }
        }
        return joined
    }

    /// This secret and `other` behind it.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func followed(by other: borrowing SecretBytes) throws(SecretError)
        -> SecretBytes
    {
        try other.withSpan { span throws(SecretError) in try SecretBytes.joining(self, span) }
    }

    /// The secret as lower-case hex digits without a prefix, as a secret.
    ///
    /// - Throws: ``SecretError/noMemory(bytes:)``.
    public borrowing func hexDigits() throws(SecretError) -> SecretBytes {
        var text = try SecretBytes(count: 2 * count)
        text.write { target in
            withSpan { span in
                for index in 0..<span.byteCount {
                    let byte = SecretBytes.byte(span, index)
                    for (place, digit) in [byte >> 4, byte & 15].enumerated() {
                        let letter = digit < 10 ? 0x30 + digit : 0x57 + digit
                        target.storeBytes(
                            of: letter, toByteOffset: 2 * index + place, as: UInt8.self)
                    }
                }
            }
        }
        return text
    }
}

/// Why no secret was derived from another.
public enum SecretDerivationError: Error, Equatable, Sendable {
    /// There is no memory for it.
    case memory(SecretError)
    /// More was asked than the function gives.
    case derivation(KeyDerivationError)
}

extension SecretDerivationError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .memory(let error): error.description
        case .derivation(let error): error.description
        }
    }
}
