import Cryptography
import Primitives

/// A private key with the chain code by which its children are derived (BIP-32).
public struct ExtendedKey: ~Copyable, Sendable {
    /// The key.
    public let key: PrivateKey
    let chainCode: SecretBytes
    /// How many steps the key is below the seed's own.
    public let depth: UInt8
    /// The number of the last step; 0 for the seed's own key.
    public let childNumber: UInt32
    /// The first four bytes of the hash that names the parent; zeros for the seed's own key.
    public let parentFingerprint: UInt32

    init(
        key: consuming PrivateKey, chainCode: consuming SecretBytes, depth: UInt8,
        childNumber: UInt32, parentFingerprint: UInt32
    ) {
        self.key = key
        self.chainCode = chainCode
        self.depth = depth
        self.childNumber = childNumber
        self.parentFingerprint = parentFingerprint
    }

    /// The seed's own key: HMAC-SHA-512 of the seed under `Bitcoin seed`.
    ///
    /// - Throws: ``DerivationError/seedLength(found:)`` for other than 16 to 64 bytes.
    public init(seed: borrowing SecretBytes) throws(DerivationError) {
        guard (16...64).contains(seed.count) else { throw .seedLength(found: seed.count) }
        let code = try Bytes(utf8: "Bitcoin seed").withSpan { salt throws(DerivationError) in
            try ExtendedKey.code(of: seed, under: salt)
        }
        self.init(
            key: try ExtendedKey.key(try ExtendedKey.part(code, 0..<32)),
            chainCode: try ExtendedKey.part(code, 32..<64), depth: 0, childNumber: 0,
            parentFingerprint: 0)
    }

    /// The first four bytes of RIPEMD-160 over SHA-256 of the compressed public key.
    public var fingerprint: UInt32 {
        Hash160.hash(key.publicKey.compressed).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The key at the end of `path` from here.
    ///
    /// - Throws: ``DerivationError``.
    public consuming func derived(by path: DerivationPath) throws(DerivationError) -> ExtendedKey {
        var current = self
        for step in path.steps { current = try current.child(step) }
        return current
    }

    /// The child of one step (BIP-32, private parent key to private child key).
    ///
    /// - Throws: ``DerivationError``.
    public borrowing func child(
        _ step: DerivationPath.Step
    ) throws(DerivationError) -> ExtendedKey {
        guard depth < .max else { throw .tooDeep }
        let code = try ExtendedKey.code(of: try message(of: step), under: chainCode)
        let tweak = try ExtendedKey.part(code, 0..<32)
        return ExtendedKey(
            key: try ExtendedKey.key(try tweaked(by: tweak)),
            chainCode: try ExtendedKey.part(code, 32..<64), depth: depth + 1,
            childNumber: step.number, parentFingerprint: fingerprint)
    }
}

/// Why no key was derived.
public enum DerivationError: Error, Equatable, Sendable {
    /// The seed is not 16 to 64 bytes long.
    case seedLength(found: Int)
    /// The number derived is no key; the definition says to take the next one. The chance is one in
    /// 2^127.
    case noKey(PrivateKeyError)
    /// The key would be more than 255 steps below its seed.
    case tooDeep
    /// There is no memory.
    case failed(SecretError)
}

extension DerivationError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .seedLength(let found): "a seed of \(found) bytes, not 16 to 64"
        case .noKey(let error): "no key at this place: \(error)"
        case .tooDeep: "more than 255 steps below the seed"
        case .failed(let error): error.description
        }
    }
}
