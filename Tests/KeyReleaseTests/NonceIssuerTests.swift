import KeyRelease
import Primitives
import Testing

@Suite("Nonces of dstack-keyd")
struct NonceIssuerTests {
    static let now: UInt64 = 1_780_000_000_000

    @Test("a nonce is taken once, as long as it lives")
    func once() throws {
        var issuer = try NonceIssuer(lifetime: 1000, capacity: 8)
        let nonce = try issuer.issue(at: Self.now).bytes
        try issuer.take(nonce, at: Self.now + 1000)
        Self.expect(nonce, &issuer, .nonceUsed)
        let other = try issuer.issue(at: Self.now).bytes
        #expect(other != nonce)
        Self.expect(other, &issuer, at: Self.now + 1001, .nonceStale)
    }

    @Test("none, one of another process, and one that was altered anywhere are refused")
    func foreign() throws {
        var issuer = try NonceIssuer(lifetime: 1000, capacity: 8)
        let elsewhere = try NonceIssuer(lifetime: 1000, capacity: 8).issue(at: Self.now).bytes
        Self.expect(nil, &issuer, .nonceMissing)
        Self.expect(elsewhere, &issuer, .nonceUnknown)
        let nonce = try issuer.issue(at: Self.now).bytes
        for index in 0..<32 {
            var altered = [UInt8](nonce)
            altered[index] ^= 0x80
            Self.expect(Bytes(altered), &issuer, .nonceUnknown, "byte \(index)")
        }
        for count in [0, 16, 31] {
            Self.expect(nonce.slice(0..<count), &issuer, .nonceUnknown)
        }
        Self.expect(nonce, &issuer, nil)
    }

    @Test("used nonces are forgotten when they end, and more than there is room for are refused")
    func capacity() throws {
        var issuer = try NonceIssuer(lifetime: 1000, capacity: 2)
        for _ in 0..<2 {
            let nonce = try issuer.issue(at: Self.now).bytes
            try issuer.take(nonce, at: Self.now)
        }
        let third = try issuer.issue(at: Self.now + 1).bytes
        Self.expect(third, &issuer, at: Self.now + 1, .busy)
        Self.expect(third, &issuer, at: Self.now + 1001, nil)
    }

    /// Takes a nonce; a rule of nil expects that it is taken.
    private static func expect(
        _ nonce: Bytes?, _ issuer: inout NonceIssuer, at time: UInt64 = now,
        _ rule: ReleaseRefusal.Rule?, _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var found: ReleaseRefusal.Rule?
        do throws(ReleaseRefusal) { try issuer.take(nonce, at: time) } catch {
            found = error.rule
        }
        #expect(found == rule, comment, sourceLocation: sourceLocation)
    }
}
