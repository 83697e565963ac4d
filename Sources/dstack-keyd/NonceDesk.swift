import Cryptography
import KeyRelease
import Primitives
import Signing
import Synchronization

/// The one issuer of nonces, for all requests at once.
final class NonceDesk: Sendable {
    /// How many used nonces are kept: requests of two minutes at 500 a second.
    private static let capacity = 65_536

    private let issuer: Mutex<NonceIssuer>

    /// A desk whose nonces live `lifetime` seconds.
    init(lifetime: UInt64) throws(SettingsFault) {
        guard (1...3600).contains(lifetime) else {
            throw SettingsFault("--nonce-lifetime: 1 to 3600 seconds")
        }
        do throws(SecretFailure) {
            issuer = Mutex(
                try NonceIssuer(lifetime: lifetime * 1000, capacity: NonceDesk.capacity))
        } catch {
            throw SettingsFault("nonces: \(error)")
        }
    }

    /// A new nonce, and nil without randomness.
    func issue(at now: UInt64) -> Hash32? {
        issuer.withLock { issuer in try? issuer.issue(at: now) }
    }

    /// Takes the nonce of evidence that verified.
    func take(_ nonce: Bytes?, at now: UInt64) throws(ReleaseRefusal) {
        try issuer.withLock { issuer throws(ReleaseRefusal) in try issuer.take(nonce, at: now) }
    }
}
