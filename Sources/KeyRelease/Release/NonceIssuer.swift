public import Cryptography
public import Primitives
public import Signing

/// Makes nonces that evidence must carry, and takes each once.
///
/// A nonce of 32 bytes says by itself when it ends and that it is ours: time of issue, random bytes,
/// and a code under a key of this process. Nobody can fill memory by asking for nonces; only nonces
/// that came back in evidence that verified are kept, until they end. After a restart all earlier
/// ones are unknown.
public struct NonceIssuer: ~Copyable, Sendable {
    /// How long a nonce can be used, in milliseconds.
    public let lifetime: UInt64
    /// How many used nonces are kept at most.
    public let capacity: Int

    private let key: SecretBytes
    private var used: [Hash32: UInt64]

    /// An issuer with a key of its own.
    ///
    /// - Parameters:
    ///   - lifetime: How long a nonce can be used, in milliseconds.
    ///   - capacity: How many used nonces are kept at most.
    /// - Throws: ``/Signing/SecretFailure``.
    public init(lifetime: UInt64, capacity: Int) throws(SecretFailure) {
        // What can fail comes first: Swift 6.2 cannot undo a value of which a part was made.
        key = try SecretBytes.random(32)
        used = [:]
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// A new nonce.
    ///
    /// - Parameter now: The time in milliseconds since 1970.
    /// - Returns: The nonce.
    /// - Throws: ``/Cryptography/OpenSSLError`` without randomness.
    public borrowing func issue(at now: UInt64) throws(OpenSSLError) -> Hash32 {
        let head = NonceIssuer.encoded(now) + (try SystemRandom.bytes(8))
        return Hash32(head + code(head)) ?? Hash32()
    }

    /// Takes a nonce that evidence carries; it is never taken again.
    ///
    /// - Parameters:
    ///   - nonce: The bytes of the evidence; nil where it carries none.
    ///   - now: The time in milliseconds since 1970.
    /// - Throws: ``ReleaseRefusal`` with the rule that the nonce breaks.
    public mutating func take(_ nonce: Bytes?, at now: UInt64) throws(ReleaseRefusal) {
        guard let nonce else { throw ReleaseRefusal(.nonceMissing, "the evidence has no nonce") }
        guard let nonce = Hash32(nonce),
            ConstantTime.equal(nonce.bytes.slice(from: 16), code(nonce.bytes.slice(0..<16)))
        else {
            throw ReleaseRefusal(.nonceUnknown, "this service has not issued the evidence's nonce")
        }
        let issued = nonce.bytes.slice(0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let age = now >= issued ? now - issued : 0
        guard age <= lifetime else {
            throw ReleaseRefusal(
                .nonceStale,
                "the nonce is \(age / 1000) s old; at most \(lifetime / 1000) s are accepted")
        }
        guard used[nonce] == nil else {
            throw ReleaseRefusal(.nonceUsed, "evidence with this nonce was presented before")
        }
        if used.count >= capacity {
            used = used.filter { item in now < item.value || now - item.value <= lifetime }
        }
        guard used.count < capacity else {
            throw ReleaseRefusal(.busy, "too many requests at once; ask again later")
        }
        used[nonce] = issued
    }

    private borrowing func code(_ head: Bytes) -> Bytes {
        unsafe Bytes(count: 16) { target in
            var span = unsafe target.mutableBytes
            var code = key.withSpan { key in HMAC<SHA256>(key: key) }
            head.withSpan { head in code.update(head) }
            code.finish(into: &span)
        }
    }

    private static func encoded(_ time: UInt64) -> Bytes {
        Bytes((0..<8).reversed().map { UInt8(truncatingIfNeeded: time >> ($0 * 8)) })
    }
}
