import CSecp256k1
public import Primitives

/// Ethereum's curve (SEC 2, section 2.4.1), as far as it needs no secret: keys recovered from
/// signatures, and signatures verified.
public enum Secp256k1 {
    /// The address that signed `digest`.
    ///
    /// - Parameters:
    ///   - digest: The hash that was signed.
    ///   - signature: The signature, whose ranges are checked first.
    ///   - strictness: Which signatures count.
    /// - Returns: The last 20 bytes of the hash of the key behind the signature.
    /// - Throws: ``SignatureError`` that names the rule broken.
    public static func recoverAddress(
        digest: Hash32, signature: Signature, strictness: SignatureStrictness = .lowS
    ) throws(SignatureError) -> Address {
        try recover(digest: digest, signature: signature, strictness: strictness).address
    }

    /// The key that signed `digest`.
    ///
    /// - Parameters:
    ///   - digest: The hash that was signed.
    ///   - signature: The signature, whose ranges are checked first.
    ///   - strictness: Which signatures count.
    /// - Returns: The key behind the signature.
    /// - Throws: ``SignatureError`` that names the rule broken.
    public static func recover(
        digest: Hash32, signature: Signature, strictness: SignatureStrictness = .lowS
    ) throws(SignatureError) -> PublicKey {
        try signature.check(strictness)
        let context = unsafe csecp256k1_static_context()
        var parsed = secp256k1_ecdsa_recoverable_signature()
        var key = secp256k1_pubkey()
        let found = unsafe withUnsafeBytes(of: (signature.r, signature.s)) { compact in
            unsafe digest.withUnsafeBytes { digest in
                guard let context = unsafe context,
                    let compact = unsafe compact.assumingMemoryBound(to: UInt8.self).baseAddress,
                    let digest = unsafe digest.assumingMemoryBound(to: UInt8.self).baseAddress
                else { return false }
                return unsafe secp256k1_ecdsa_recoverable_signature_parse_compact(
                    context, &parsed, compact, signature.yParity ? 1 : 0) == 1
                    && secp256k1_ecdsa_recover(context, &key, &parsed, digest) == 1
            }
        }
        guard found, let publicKey = PublicKey(key) else {
            throw SignatureError(isX(signature.r) ? .infinity : .notOnCurve)
        }
        return publicKey
    }

    /// Whether `signature` is one of `digest` under `publicKey`. A high s is none.
    public static func isValid(
        _ signature: Signature, of digest: Hash32, by publicKey: PublicKey
    ) -> Bool {
        guard (try? signature.check()) != nil, let context = unsafe csecp256k1_static_context()
        else { return false }
        var parsed = secp256k1_ecdsa_signature()
        var key = publicKey.parsed()
        return unsafe withUnsafeBytes(of: (signature.r, signature.s)) { compact in
            unsafe digest.withUnsafeBytes { digest in
                guard
                    let compact = unsafe compact.assumingMemoryBound(to: UInt8.self).baseAddress,
                    let digest = unsafe digest.assumingMemoryBound(to: UInt8.self).baseAddress
                else { return false }
                return unsafe secp256k1_ecdsa_signature_parse_compact(context, &parsed, compact)
                    == 1 && secp256k1_ecdsa_verify(context, &parsed, digest, &key) == 1
            }
        }
    }

    /// Whether some point of the curve has this x coordinate.
    private static func isX(_ x: Hash32) -> Bool {
        (try? PublicKey(Bytes([0x02]) + x.bytes)) != nil
    }

    /// The order n of the group.
    public static let order = known(
        0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_fffe, 0xbaae_dce6_af48_a03b, 0xbfd2_5e8c_d036_4141)

    /// The largest s that EIP-2 allows: (n - 1) / 2.
    public static let halfOrder = known(
        0x7fff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0x5d57_6e73_57a4_501d, 0xdfe9_2f46_681b_20a0)

    /// The prime p of the field.
    public static let fieldPrime = known(
        0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_fffe_ffff_fc2f)

    /// The number of four words, the highest first.
    private static func known(
        _ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64
    ) -> Hash32 {
        let words = (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
        return unsafe withUnsafeBytes(of: words) { raw in
            guard let start = raw.baseAddress else { return Hash32() }
            return unsafe Hash32(unsafeLoading: start)
        }
    }
}
